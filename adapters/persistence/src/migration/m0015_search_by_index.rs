//! Guids at the end of the indexes of names: the page of a search is chosen without reading a row
//! of those who are not on it.

use super::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

fn with_guids() -> [IndexCreateStatement; 4] {
    let (last, first, middle) = ("last_name_key", "first_name_key", "middle_name_key");
    [
        index("customer", "customer_last_name", [last, first, middle, "id"]),
        index("customer", "customer_first_name", [first, last, middle, "id"]),
        index("customer", "customer_middle_name", [middle, last, first, "id"]),
        index("customer", "customer_birth_date", ["birth_date", last, first, middle, "id"]),
    ]
}

fn without_guids() -> [IndexCreateStatement; 4] {
    let (last, first, middle) = ("last_name_key", "first_name_key", "middle_name_key");
    [
        index("customer", "customer_last_name", [last, first, middle]),
        index("customer", "customer_first_name", [first, last, middle]),
        index("customer", "customer_middle_name", [middle, last, first]),
        index("customer", "customer_birth_date", ["birth_date", last, first]),
    ]
}

async fn replace(
    manager: &SchemaManager<'_>,
    indexes: [IndexCreateStatement; 4],
) -> Result<(), DbErr> {
    for name in
        ["customer_last_name", "customer_first_name", "customer_middle_name", "customer_birth_date"]
    {
        manager.drop_index(Index::drop().table("customer").name(name).to_owned()).await?;
    }
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, with_guids()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, without_guids()).await
    }
}
