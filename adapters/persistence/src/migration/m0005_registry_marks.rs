//! What is noted of customers (flags, identifications, consents), and the register of invalid
//! passports.

use super::{customers, drop_table, index, of_customer, record, unique};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, date, text, text_null, timestamp_with_time_zone, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            [customer_flag(), identification(), consent(), passport_register(), passports(manager)];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["invalid_passport", "passport_register", "consent", "identification", "customer_flag"];
        for name in tables {
            manager.drop_table(drop_table(name)).await?;
        }
        Ok(())
    }
}

fn indexes() -> [IndexCreateStatement; 5] {
    let active = Expr::col("active").eq(true);
    let flag = ["customer_id", "flag_type", "reason"];
    [
        index("customer_flag", "customer_flag_customer", ["customer_id"]),
        unique("customer_flag", "customer_flag_active", flag).and_where(active).take(),
        index("identification", "identification_customer", ["customer_id"]),
        index("consent", "consent_customer", ["customer_id"]),
        unique("consent", "consent_application", ["application_id", "kind"]),
    ]
}

fn customer_flag() -> TableCreateStatement {
    let columns = [text("flag_type"), text("reason"), text("scope"), boolean("active")];
    customers("customer_flag", columns)
}

fn identification() -> TableCreateStatement {
    let columns = [
        uuid("application_id"),
        text_null("method"),
        text_null("reason"),
        timestamp_with_time_zone("identified_at"),
    ];
    of_customer("identification", record("identification", columns))
}

fn consent() -> TableCreateStatement {
    let columns = [
        uuid_null("application_id"),
        text("kind"),
        text("title"),
        text("text_version"),
        text("wording"),
        boolean("given"),
        text_null("document_hash"),
        timestamp_with_time_zone("stated_at"),
    ];
    of_customer("consent", record("consent", columns))
}

/// The edition in force: one row.
fn passport_register() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table("passport_register")
        .col(big_integer("id").primary_key())
        .col(date("edition"))
        .col(timestamp_with_time_zone("imported_at"));
    table
}

fn passports(manager: &SchemaManager<'_>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table("invalid_passport").col(big_integer("passport").primary_key());
    if manager.get_database_backend() == sea_orm::DbBackend::Sqlite {
        // One tree instead of two: there are more than a hundred million passports.
        table.extra("WITHOUT ROWID");
    }
    table
}
