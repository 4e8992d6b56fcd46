//! Acts of erasing what was held about customers, and loans that outlive it: a loan goes on naming
//! its customer by guid when nothing else is known of the customer any more.

use super::{
    drop_table, index,
    m0006_lending::{loan, loan_indexes, untied_loan},
    record,
};
use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, date, json_binary, timestamp_with_time_zone,
        timestamp_with_time_zone_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// As PostgreSQL named it.
const TIE: &str = "loan_customer_id_fkey";

fn erasure() -> TableCreateStatement {
    let columns = [
        big_integer_null("number"),
        timestamp_with_time_zone("registered_at"),
        date("last_dealings"),
        big_integer("kept_years"),
        json_binary("held"),
        json_binary("files"),
        timestamp_with_time_zone("erased_at"),
        timestamp_with_time_zone_null("finished_at"),
    ];
    record("erasure", columns)
}

/// Puts the loans into another table of the same columns, where a tie cannot be changed.
async fn rebuild(manager: &SchemaManager<'_>, table: TableCreateStatement) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    // Orders point to loans: until the loans are back, and no longer than the migration lasts.
    for sql in ["PRAGMA defer_foreign_keys = ON", "CREATE TABLE loan_kept AS SELECT * FROM loan"] {
        connection.execute_unprepared(sql).await?;
    }
    manager.drop_table(drop_table("loan")).await?;
    manager.create_table(table).await?;
    connection.execute_unprepared("INSERT INTO loan SELECT * FROM loan_kept").await?;
    manager.drop_table(drop_table("loan_kept")).await?;
    for index in loan_indexes() {
        manager.create_index(index).await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(erasure()).await?;
        let unfinished = Expr::col("finished_at").is_null();
        let index = index("erasure", "erasure_unfinished", ["id"]).and_where(unfinished).take();
        manager.create_index(index).await?;
        if manager.get_database_backend() == DbBackend::Sqlite {
            return rebuild(manager, untied_loan()).await;
        }
        let untie = ForeignKey::drop().table("loan").name(TIE).to_owned();
        manager.drop_foreign_key(untie).await
    }

    /// Fails where the customer of a loan was erased.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Sqlite {
            rebuild(manager, loan()).await?;
        } else {
            let mut tie = ForeignKey::create();
            tie.name(TIE).from("loan", "customer_id").to("customer", "id");
            manager.create_foreign_key(tie).await?;
        }
        manager.drop_table(drop_table("erasure")).await
    }
}
