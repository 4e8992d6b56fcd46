//! Which relay empties the outbox.

use super::drop_table;
use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut lease = Table::create();
        lease
            .table("outbox_lease")
            .col(text("name").primary_key())
            .col(uuid("holder"))
            .col(timestamp_with_time_zone("until"));
        manager.create_table(lease).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(drop_table("outbox_lease")).await
    }
}
