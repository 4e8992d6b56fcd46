//! Searches that found customers are looked through without the rest of the audit trail.

use super::index;
use kredo_domain::personal_data::PersonalDataEvent;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "audit_record";
const INDEX: &str = "audit_record_search";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let searches = Expr::col("action").eq(PersonalDataEvent::FOUND);
        let index = index(TABLE, INDEX, ["sequence"]).and_where(searches).to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().table(TABLE).name(INDEX).to_owned()).await
    }
}
