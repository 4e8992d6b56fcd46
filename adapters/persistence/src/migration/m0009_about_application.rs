//! What is about one application of a customer is found among that of a thousand others.

use super::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Table, the index before, the index now.
const INDEXES: [(&str, &str, &str); 2] = [
    ("consent", "consent_customer", "consent_about"),
    ("identification", "identification_customer", "identification_about"),
];

fn drop_index(table: &'static str, name: &'static str) -> IndexDropStatement {
    Index::drop().table(table).name(name).to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, before, now) in INDEXES {
            // The index by the customer alone would be the first half of this one.
            manager.create_index(index(table, now, ["customer_id", "application_id"])).await?;
            manager.drop_index(drop_index(table, before)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, before, now) in INDEXES {
            manager.create_index(index(table, before, ["customer_id"])).await?;
            manager.drop_index(drop_index(table, now)).await?;
        }
        Ok(())
    }
}
