//! SQLite and PostgreSQL, through SeaORM.

mod connect;
mod error;
mod json;
mod mapped;
mod migrate;
mod outbox;
mod seen;
mod sequence;
mod unit;

pub(crate) use error::{Cause, corrupt, failed, refused};
pub(crate) use json::{Json, json};
pub(crate) use mapped::{
    Mapped, MappedAboutApplication, MappedChild, columns_of_row, one, piece, row,
};
pub(crate) use unit::SqlUnit;

pub use connect::{DatabaseUrlError, SqlOptions, sqlite_file};
pub use migrate::MigrateError;

use async_trait::async_trait;
use kredo_application::store::{Store, StoreError, UnitOfWork};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::{
    SchemaManager,
    prelude::{Expr, Query},
};
use std::path::Path;

/// A store on SQLite or PostgreSQL.
///
/// SQLite gets one writing connection, so that writers queue up instead of failing, and a pool of
/// readers beside it. Its promise on both is READ COMMITTED plus version checks: rules across
/// several aggregates rest on unique keys.
#[derive(Clone)]
pub struct SqlStore {
    writers: DatabaseConnection,
    readers: DatabaseConnection,
}

impl SqlStore {
    /// Opens the database that `url` names: `sqlite://kredo.db` (made when missing) or
    /// `postgres://user:password@host/database`. Changes nothing in it: see [`SqlStore::migrate`].
    ///
    /// # Errors
    /// [`DatabaseUrlError`] when the URL names none of the two; [`StoreError::Unavailable`] inside
    /// it when the server does not answer.
    pub async fn open(url: &str, options: SqlOptions) -> Result<Self, DatabaseUrlError> {
        let (writers, readers) = connect::open(url, options).await?;
        Ok(Self { writers, readers })
    }

    /// Whether nobody has worked with this database yet: it has no accounts, customers or
    /// applications, and perhaps no tables. Changes nothing in it.
    ///
    /// # Errors
    /// [`StoreError::Backend`] when it cannot be asked.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let tables = SchemaManager::new(&self.writers);
        for table in ["account", "customer", "loan_application"] {
            if !tables.has_table(table).await.map_err(failed)? {
                continue;
            }
            let any = Query::select().expr(Expr::val(1)).from(table).limit(1).to_owned();
            if self.writers.query_one(&any).await.map_err(failed)?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Writes what is committed now to a new SQLite file, while others go on reading and writing.
    ///
    /// # Errors
    /// [`StoreError::Backend`] when the file exists or cannot be written, and on PostgreSQL, whose
    /// own programs do that.
    pub async fn copy_into(&self, file: &Path) -> Result<(), StoreError> {
        let path = file.to_string_lossy().into_owned();
        let copy =
            Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        self.writers.execute_raw(copy).await.map(drop).map_err(failed)
    }

    /// Has an SQLite database forget what was deleted from it: what is still in its journal goes into
    /// the file, where deleted rows are overwritten, and the journal is cut to nothing. Waits for
    /// others who read or write. PostgreSQL sees to that by its vacuum.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when others were at work for longer than a unit waits.
    pub async fn settle(&self) -> Result<(), StoreError> {
        if self.writers.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        let cut = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
        let row = self.writers.query_one_raw(cut).await.map_err(failed)?;
        let busy = row.and_then(|row| row.try_get_by_index::<i64>(0).ok());
        if busy == Some(0) {
            return Ok(());
        }
        Err(StoreError::Unavailable("the database's journal is in use".into()))
    }

    /// Lets the connections go, after what they do now.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when they cannot be closed in order.
    pub async fn close(self) -> Result<(), StoreError> {
        self.writers.close().await.map_err(failed)?;
        self.readers.close().await.map_err(failed)
    }

    /// A transaction that may write.
    async fn transaction(&self) -> Result<DatabaseTransaction, StoreError> {
        // SQLite must take the write lock at once: a reader that turns writer later is refused.
        let sqlite = self.writers.get_database_backend() == DbBackend::Sqlite;
        let options = TransactionOptions {
            sqlite_transaction_mode: sqlite.then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.writers.begin_with_options(options).await.map_err(failed)
    }
}

#[async_trait]
impl Store for SqlStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let transaction = self.transaction().await?;
        Ok(Box::new(SqlUnit::writing(transaction)))
    }

    async fn reader(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        Ok(Box::new(SqlUnit::reading(self.readers.clone())))
    }
}
