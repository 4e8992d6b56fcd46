//! Flows.

use super::{aggregate, drop_table, index};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, json_binary, text, text_null, timestamp_with_time_zone_null, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            text("program"),
            big_integer("program_version"),
            text("standing"),
            timestamp_with_time_zone_null("wake_at"),
            uuid_null("leased_by"),
            big_integer("attempts"),
            text_null("trouble"),
            json_binary("state"),
            json_binary("inbox"),
        ];
        manager.create_table(aggregate("flow", columns)).await?;
        manager.create_index(index("flow", "flow_wake_at", ["wake_at"])).await?;
        let live = ["standing", "program", "program_version"];
        manager.create_index(index("flow", "flow_standing", live)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(drop_table("flow")).await
    }
}
