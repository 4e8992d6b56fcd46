//! Loan applications.

use super::drop_table;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, json_binary, text, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut customer = ForeignKey::create();
        customer.from("loan_application", "customer_id").to("customer", "id");
        let mut table = Table::create();
        table
            .table("loan_application")
            .col(uuid("id").primary_key())
            .col(big_integer("version"))
            .col(text("partner"))
            .col(text("request"))
            .col(uuid_null("customer_id"))
            .col(json_binary("questionnaire"))
            .col(json_binary("state"))
            .col(json_binary("files"))
            .col(timestamp_with_time_zone("created_at"))
            .foreign_key(&mut customer);
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(drop_table("loan_application")).await
    }
}
