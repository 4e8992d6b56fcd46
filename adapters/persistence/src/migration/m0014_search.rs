//! What customers are looked for by: names in one spelling, and an index for each way to look.

use super::index;
use ::uuid::Uuid;
use kredo_domain::customer::NameKey;
use sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::text};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const NAMES: [&str; 3] = ["last_name", "first_name", "middle_name"];
const KEYS: [&str; 3] = ["last_name_key", "first_name_key", "middle_name_key"];

/// Customers whose names are read at a time.
const AT_ONCE: u64 = 500;

/// A column of keys, which are compared by the numbers of their characters whatever the language of
/// the database is: only so does an index find all that begin alike.
fn key_column(backend: DbBackend, name: &'static str) -> ColumnDef {
    let mut column = text(name).default("").take();
    if backend == DbBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

/// Writes the keys of the names that are there.
async fn fill(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let mut after = Uuid::nil();
    loop {
        let customers = Query::select()
            .column("id")
            .columns(NAMES)
            .from("customer")
            .and_where(Expr::col("id").gt(after))
            .order_by("id", Order::Asc)
            .limit(AT_ONCE)
            .to_owned();
        let rows = connection.query_all(&customers).await?;
        for row in &rows {
            after = row.try_get("", "id")?;
            let mut update = Query::update().table("customer").to_owned();
            for (name, column) in NAMES.into_iter().zip(KEYS) {
                let name: Option<String> = row.try_get("", name)?;
                let key = name.as_deref().and_then(NameKey::of);
                update.value(column, key.as_ref().map_or("", NameKey::as_str));
            }
            update.and_where(Expr::col("id").eq(after));
            connection.execute(&update).await?;
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}

fn indexes() -> [IndexCreateStatement; 7] {
    let [last, first, middle] = KEYS;
    [
        index("customer", "customer_last_name", [last, first, middle]),
        index("customer", "customer_first_name", [first, last, middle]),
        index("customer", "customer_middle_name", [middle, last, first]),
        index("customer", "customer_birth_date", ["birth_date", last, first]),
        index("customer", "customer_registration", ["created_at", "id"]),
        index("contact", "contact_sought", ["value", "kind"]),
        index("document_info", "document_info_number", ["number", "series"]),
    ]
}

const INDEXES: [(&str, &str); 7] = [
    ("customer", "customer_last_name"),
    ("customer", "customer_first_name"),
    ("customer", "customer_middle_name"),
    ("customer", "customer_birth_date"),
    ("customer", "customer_registration"),
    ("contact", "contact_sought"),
    ("document_info", "document_info_number"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        for name in KEYS {
            let column = key_column(backend, name);
            manager
                .alter_table(Table::alter().table("customer").add_column(column).to_owned())
                .await?;
        }
        fill(manager).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name) in INDEXES {
            manager.drop_index(Index::drop().table(table).name(name).to_owned()).await?;
        }
        for name in KEYS {
            let drop = Table::alter().table("customer").drop_column(name).to_owned();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }
}
