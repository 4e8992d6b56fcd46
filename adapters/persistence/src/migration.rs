//! The tables, step by step, forward and back.

mod m0001_platform;
mod m0002_registry;
mod m0003_flow;
mod m0004_loan_application;
mod m0005_registry_marks;
mod m0006_lending;
mod m0007_outbox_lease;
mod m0008_audit;
mod m0009_about_application;
mod m0010_directories;
mod m0011_documents;
mod m0012_cards;
mod m0013_identifications;
mod m0014_search;
mod m0015_search_by_index;
mod m0016_applications_of_customers;
mod m0017_searches_in_the_trail;
mod m0018_erasures;

use kredo_application::store::Sequence;
use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::{
    MigrationTrait, MigratorTrait,
    prelude::{
        ColumnDef, DbErr, Expr, ExprTrait, ForeignKey, Index, IntoIndexColumn, SchemaManager,
        Table, async_trait,
    },
    schema::{big_integer, timestamp_with_time_zone, uuid},
    sea_query::{
        ConditionalStatement, IndexCreateStatement, TableCreateStatement, TableDropStatement,
    },
};

/// Every migration, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_platform::Migration),
            Box::new(m0002_registry::Migration),
            Box::new(m0003_flow::Migration),
            Box::new(m0004_loan_application::Migration),
            Box::new(m0005_registry_marks::Migration),
            Box::new(m0006_lending::Migration),
            Box::new(m0007_outbox_lease::Migration),
            Box::new(m0008_audit::Migration),
            Box::new(m0009_about_application::Migration),
            Box::new(m0010_directories::Migration),
            Box::new(m0011_documents::Migration),
            Box::new(m0012_cards::Migration),
            Box::new(m0013_identifications::Migration),
            Box::new(m0014_search::Migration),
            Box::new(m0015_search_by_index::Migration),
            Box::new(m0016_applications_of_customers::Migration),
            Box::new(m0017_searches_in_the_trail::Migration),
            Box::new(m0018_erasures::Migration),
        ]
    }
}

/// A table of aggregates: guid, version, and the columns given.
fn record<const N: usize>(name: &'static str, columns: [ColumnDef; N]) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name).col(uuid("id").primary_key()).col(big_integer("version"));
    for column in columns {
        table.col(column);
    }
    table
}

/// As [`record`], of things that tell when they were made and last changed.
fn aggregate<const N: usize>(name: &'static str, columns: [ColumnDef; N]) -> TableCreateStatement {
    let mut table = record(name, columns);
    table.col(timestamp_with_time_zone("created_at"));
    table.col(timestamp_with_time_zone("updated_at"));
    table
}

/// As [`aggregate`], of things that belong to a customer.
fn customers<const N: usize>(name: &'static str, columns: [ColumnDef; N]) -> TableCreateStatement {
    of_customer(name, aggregate(name, columns))
}

/// The table of that name, with a column for the customer that its things belong to.
fn of_customer(name: &'static str, mut table: TableCreateStatement) -> TableCreateStatement {
    let mut owner = ForeignKey::create();
    owner.from(name, "customer_id").to("customer", "id");
    table.col(uuid("customer_id")).foreign_key(&mut owner);
    table
}

fn unique<const N: usize>(
    table: &'static str,
    name: &'static str,
    columns: [&'static str; N],
) -> IndexCreateStatement {
    index(table, name, columns).unique().take()
}

fn index<const N: usize>(
    table: &'static str,
    name: &'static str,
    columns: [&'static str; N],
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.table(table).name(name);
    for column in columns {
        index.col(column.into_index_column());
    }
    index
}

/// At most one row with `is_primary` for each value of the columns.
fn one_primary<const N: usize>(
    table: &'static str,
    name: &'static str,
    columns: [&'static str; N],
) -> IndexCreateStatement {
    unique(table, name, columns).and_where(Expr::col("is_primary").eq(true)).take()
}

fn drop_table(name: &'static str) -> TableDropStatement {
    Table::drop().table(name).take()
}

/// A sequence: PostgreSQL's own, or a counter's row.
async fn create_sequence(manager: &SchemaManager<'_>, sequence: Sequence) -> Result<(), DbErr> {
    let name = sequence.name();
    let sql = if manager.get_database_backend() == DbBackend::Postgres {
        format!("CREATE SEQUENCE {name}")
    } else {
        format!("INSERT INTO sequence (name, value) VALUES ('{name}', 0)")
    };
    manager.get_connection().execute_unprepared(&sql).await.map(drop)
}

async fn drop_sequence(manager: &SchemaManager<'_>, sequence: Sequence) -> Result<(), DbErr> {
    let name = sequence.name();
    let sql = if manager.get_database_backend() == DbBackend::Postgres {
        format!("DROP SEQUENCE {name}")
    } else {
        format!("DELETE FROM sequence WHERE name = '{name}'")
    };
    manager.get_connection().execute_unprepared(&sql).await.map(drop)
}
