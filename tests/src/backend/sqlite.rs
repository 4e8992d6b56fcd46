//! SQLite in a temporary folder.

use super::Backend;
use kredo_application::Store;
use kredo_persistence::{SqlOptions, SqlStore};
use std::{path::PathBuf, sync::Arc, time::Duration};
use tempfile::TempDir;

/// A database file that goes away with the test.
pub struct Sqlite {
    store: SqlStore,
    folder: TempDir,
}

/// Enough for every test, and soon over when a test waits for itself.
pub(super) const OPTIONS: SqlOptions =
    SqlOptions { max_connections: 4, wait: Duration::from_secs(5) };

impl Sqlite {
    /// A database without tables.
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("kredo.db").display());
        Self { store: SqlStore::open(&url, OPTIONS).await.unwrap(), folder }
    }
    /// A database like this one, which must be closed.
    pub async fn copy(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kredo.db");
        std::fs::copy(self.file(), &file).unwrap();
        let url = format!("sqlite://{}", file.display());
        Self { store: SqlStore::open(&url, OPTIONS).await.unwrap(), folder }
    }
    /// The store itself, for migrations.
    #[must_use]
    pub const fn sql(&self) -> &SqlStore {
        &self.store
    }
    /// Its file, to be opened beside the store.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("kredo.db")
    }
}

impl Backend for Sqlite {
    async fn start() -> Self {
        let backend = Self::empty().await;
        backend.store.migrate().await.unwrap();
        backend
    }
    fn store(&self) -> Arc<dyn Store> {
        Arc::new(self.store.clone())
    }
}
