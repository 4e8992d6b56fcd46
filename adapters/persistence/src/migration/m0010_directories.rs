//! Directories, and flags that refer to theirs by guid, so that a type can be renamed.

use super::{drop_table, record, unique};
use ::uuid::Uuid;
use kredo_domain::{
    directory::Entry,
    flag::{FlagName, FlagReason, FlagReasonFacts, FlagScope, FlagType, FlagTypeFacts},
};
use sea_orm_migration::{
    prelude::*,
    schema::{json_binary, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const REFERENCES: [&str; 2] = ["flag_type_id", "flag_reason_id"];

fn directory_entry() -> TableCreateStatement {
    let columns = [
        text("directory"),
        text("key"),
        text("status"),
        json_binary("facts"),
        timestamp_with_time_zone("created_at"),
        timestamp_with_time_zone_null("updated_at"),
    ];
    record("directory_entry", columns)
}

/// A customer has a flag of one type and reason once at a time.
fn active<const N: usize>(columns: [&'static str; N]) -> IndexCreateStatement {
    let active = Expr::col("active").eq(true);
    unique("customer_flag", "customer_flag_active", columns).and_where(active).take()
}

fn drop_active() -> IndexDropStatement {
    Index::drop().table("customer_flag").name("customer_flag_active").to_owned()
}

/// The guids that the types and reasons of these names get when they are installed.
fn guids(flag_type: &str, reason: &str) -> [Uuid; 2] {
    let name = FlagName::new(flag_type);
    let (description, scope) = (String::new(), FlagScope::Internal);
    let facts = FlagTypeFacts { name, description: description.clone(), scope, restricts: true };
    let flag_type = FlagType::built_in_id(&facts);
    let facts = FlagReasonFacts { flag_type, name: FlagName::new(reason), description };
    let reason: kredo_domain::Id<Entry<FlagReasonFacts>> = FlagReason::built_in_id(&facts);
    [flag_type.guid(), reason.guid()]
}

/// Lets the flags that are there refer to the directories.
async fn refer(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let names = ["flag_type", "reason"];
    let pairs = Query::select().columns(names).distinct().from("customer_flag").to_owned();
    for row in connection.query_all(&pairs).await? {
        let [flag_type, reason] =
            [row.try_get::<String>("", names[0])?, row.try_get("", names[1])?];
        let guids = guids(&flag_type, &reason);
        let update = Query::update()
            .table("customer_flag")
            .values(REFERENCES.into_iter().zip(guids.map(Expr::val)))
            .and_where(Expr::col(names[0]).eq(flag_type))
            .and_where(Expr::col(names[1]).eq(reason))
            .to_owned();
        connection.execute(&update).await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(directory_entry()).await?;
        let key = ["directory", "key"];
        manager.create_index(unique("directory_entry", "directory_entry_key", key)).await?;
        for name in REFERENCES {
            let mut column = uuid(name);
            column.default(Expr::val(Uuid::nil()));
            let alter = Table::alter().table("customer_flag").add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        refer(manager).await?;
        manager.drop_index(drop_active()).await?;
        manager.create_index(active(["customer_id", REFERENCES[0], REFERENCES[1]])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(drop_active()).await?;
        manager.create_index(active(["customer_id", "flag_type", "reason"])).await?;
        for name in REFERENCES {
            let alter = Table::alter().table("customer_flag").drop_column(name).to_owned();
            manager.alter_table(alter).await?;
        }
        manager.drop_table(drop_table("directory_entry")).await
    }
}
