//! Bringing a database to this program's version, and back.

use super::{SqlStore, failed};
use crate::migration::Migrator;
use kredo_application::StoreError;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait};
use sea_orm_migration::{
    IntoSchemaManagerConnection, MigratorTrait, SchemaManager, seaql_migrations,
};
use std::collections::HashSet;

/// Why a database cannot be brought to this program's version.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// Another program, newer than this one, has worked with it. Nothing was changed.
    #[error(
        "the database is newer than this program ({step} is not known here); use the program that brought it there, or a newer one"
    )]
    Newer {
        /// The newest of its migrations that this program does not know.
        step: String,
    },
    /// A step failed. Nothing was changed.
    #[error("the database cannot be brought to this version")]
    Failed(#[from] StoreError),
}

/// Any number that nothing else in the database locks by: programs that start at once migrate one
/// after the other.
const LOCK: i64 = 0x6b72_6564_6f00_0001;

/// The migrations that the database has and those that are still to come.
struct Steps {
    unknown: Vec<String>,
    pending: bool,
}

async fn steps<'a, D>(database: &'a D) -> Result<Steps, StoreError>
where
    D: ConnectionTrait,
    &'a D: IntoSchemaManagerConnection<'a>,
{
    let table = Migrator::migration_table_name().to_string();
    let known = Migrator::get_migration_files();
    let known: HashSet<_> = known.iter().map(sea_orm_migration::Migration::name).collect();
    if !SchemaManager::new(database).has_table(table).await.map_err(failed)? {
        return Ok(Steps { unknown: Vec::new(), pending: true });
    }
    let applied = seaql_migrations::Entity::find().all(database).await.map_err(failed)?;
    let mut unknown: Vec<_> = applied.iter().map(|row| row.version.clone()).collect();
    unknown.retain(|version| !known.contains(version.as_str()));
    unknown.sort_unstable();
    let pending = applied.len().saturating_sub(unknown.len()) < known.len();
    Ok(Steps { unknown, pending })
}

impl SqlStore {
    /// Brings the tables to this program's version, in one transaction: all steps or none. A
    /// database that is there already is not written to.
    ///
    /// # Errors
    /// [`MigrateError`]; nothing was changed.
    pub async fn migrate(&self) -> Result<(), MigrateError> {
        if !is_due(steps(&self.writers).await?)? {
            return Ok(());
        }
        let transaction = self.exclusive().await?;
        // Another program may have been faster.
        if is_due(steps(&transaction).await?)? {
            Migrator::up(&transaction, None).await.map_err(failed)?;
        }
        Ok(transaction.commit().await.map_err(failed)?)
    }

    /// Takes the last `steps` migrations back, or all of them, with what they held; all or none.
    ///
    /// # Errors
    /// [`StoreError::Backend`] when a step fails; nothing was changed.
    pub async fn migrate_back(&self, steps: Option<u32>) -> Result<(), StoreError> {
        let transaction = self.exclusive().await?;
        Migrator::down(&transaction, steps).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }

    /// A transaction that no other program's migration runs beside.
    async fn exclusive(&self) -> Result<DatabaseTransaction, StoreError> {
        let transaction = self.transaction().await?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({LOCK})");
            transaction.execute_unprepared(&lock).await.map_err(failed)?;
        }
        Ok(transaction)
    }
}

/// Whether there is something to do.
fn is_due(steps: Steps) -> Result<bool, MigrateError> {
    match steps.unknown.into_iter().next_back() {
        Some(step) => Err(MigrateError::Newer { step }),
        None => Ok(steps.pending),
    }
}
