//! What every context needs: accounts, the outbox, sequences.

use super::{create_sequence, drop_sequence, drop_table, unique};
use kredo_application::store::Sequence;
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_pk_auto, boolean, json_binary, text, timestamp_with_time_zone, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut account = Table::create();
        account
            .table("account")
            .col(uuid("id").primary_key())
            .col(big_integer("version"))
            .col(text("name"))
            .col(text("secret"))
            .col(text("roles"))
            .col(boolean("active"))
            .col(timestamp_with_time_zone("created_at"));
        manager.create_table(account).await?;
        manager.create_index(unique("account", "account_name", ["name"])).await?;

        let mut outbox = Table::create();
        outbox
            .table("outbox")
            .col(big_pk_auto("sequence"))
            .col(uuid("id"))
            .col(text("name"))
            .col(text("subject"))
            .col(timestamp_with_time_zone("time"))
            .col(json_binary("data"));
        manager.create_table(outbox).await?;
        manager.create_index(unique("outbox", "outbox_id", ["id"])).await?;
        create_counters(manager).await?;
        create_sequence(manager, Sequence::Customer).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_sequence(manager, Sequence::Customer).await?;
        drop_counters(manager).await?;
        manager.drop_table(drop_table("outbox")).await?;
        manager.drop_table(drop_table("account")).await
    }
}

/// Sequences of SQLite are rows of this table.
async fn create_counters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() == sea_orm::DbBackend::Postgres {
        return Ok(());
    }
    let mut table = Table::create();
    table.table("sequence").col(text("name").primary_key()).col(big_integer("value"));
    manager.create_table(table).await
}

async fn drop_counters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() == sea_orm::DbBackend::Postgres {
        return Ok(());
    }
    manager.drop_table(drop_table("sequence")).await
}
