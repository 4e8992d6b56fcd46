//! Who did what: the trail, which refuses changes by itself, and the actor of events on their way
//! to it.

use super::{drop_table, index, unique};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, text_null, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const OUTBOX_COLUMNS: [(&str, &str); 2] = [("actor", "unidentified"), ("trace", "")];

const REFUSE_ON_SQLITE: [&str; 2] = [
    "CREATE TRIGGER audit_record_is_not_changed BEFORE UPDATE ON audit_record \
     BEGIN SELECT RAISE(ABORT, 'audit records are not changed'); END",
    "CREATE TRIGGER audit_record_is_not_deleted BEFORE DELETE ON audit_record \
     BEGIN SELECT RAISE(ABORT, 'audit records are not deleted'); END",
];

const REFUSE_ON_POSTGRES: [&str; 2] = [
    "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN RAISE EXCEPTION 'audit records are neither changed nor deleted'; END $$",
    "CREATE TRIGGER audit_record_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record \
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()",
];

fn is_postgres(manager: &SchemaManager<'_>) -> bool {
    manager.get_database_backend() == sea_orm::DbBackend::Postgres
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, default) in OUTBOX_COLUMNS {
            let mut column = text(name);
            column.default(default);
            let alter = Table::alter().table("outbox").add_column(column).take();
            manager.alter_table(alter).await?;
        }
        let mut table = Table::create();
        table
            .table("audit_record")
            .col(big_integer("sequence").primary_key())
            .col(uuid("event"))
            .col(timestamp_with_time_zone("at"))
            .col(text("actor"))
            .col(text("trace"))
            .col(text("action"))
            .col(text("subject"))
            .col(text("data"))
            .col(text("hash"))
            .col(text_null("key_id"))
            .col(text_null("signature"));
        manager.create_table(table).await?;
        manager.create_index(unique("audit_record", "audit_record_event", ["event"])).await?;
        manager.create_index(index("audit_record", "audit_record_subject", ["subject"])).await?;
        let refuse = if is_postgres(manager) { REFUSE_ON_POSTGRES } else { REFUSE_ON_SQLITE };
        for statement in refuse {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(drop_table("audit_record")).await?;
        if is_postgres(manager) {
            let function = "DROP FUNCTION refuse_audit_change()";
            manager.get_connection().execute_unprepared(function).await?;
        }
        for (name, _) in OUTBOX_COLUMNS {
            let alter = Table::alter().table("outbox").drop_column(name).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
