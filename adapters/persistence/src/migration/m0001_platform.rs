//! What every context needs: accounts, the outbox, sequences.

use super::{drop_table, unique};
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
        create_sequences(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_sequences(manager).await?;
        manager.drop_table(drop_table("outbox")).await?;
        manager.drop_table(drop_table("account")).await
    }
}

/// Sequences of this migration; later ones add their own.
const SEQUENCES: [Sequence; 1] = [Sequence::Customer];

async fn create_sequences(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let database = manager.get_connection();
    if manager.get_database_backend() == sea_orm::DbBackend::Postgres {
        for sequence in SEQUENCES {
            database.execute_unprepared(&format!("CREATE SEQUENCE {}", sequence.name())).await?;
        }
        return Ok(());
    }
    let mut table = Table::create();
    table.table("sequence").col(text("name").primary_key()).col(big_integer("value"));
    manager.create_table(table).await?;
    for sequence in SEQUENCES {
        let row = format!("INSERT INTO sequence (name, value) VALUES ('{}', 0)", sequence.name());
        database.execute_unprepared(&row).await?;
    }
    Ok(())
}

async fn drop_sequences(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() == sea_orm::DbBackend::Postgres {
        for sequence in SEQUENCES {
            let drop = format!("DROP SEQUENCE {}", sequence.name());
            manager.get_connection().execute_unprepared(&drop).await?;
        }
        return Ok(());
    }
    manager.drop_table(drop_table("sequence")).await
}
