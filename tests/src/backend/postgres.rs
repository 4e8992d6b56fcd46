//! PostgreSQL: one schema a test on the server that `TEST_POSTGRES_URL` names.

use super::{Backend, sqlite::OPTIONS};
use kredo_application::Store;
use kredo_persistence::SqlStore;
use sea_orm::{ConnectionTrait, Database};
use std::{
    env, process,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A schema of its own; the test server is thrown away as a whole.
pub struct Postgres {
    store: SqlStore,
    url: String,
}

impl Postgres {
    /// A schema without tables.
    pub async fn empty() -> Self {
        let server = env::var("TEST_POSTGRES_URL")
            .expect("TEST_POSTGRES_URL names a server: run `cargo xtask test`");
        let nth = NEXT.fetch_add(1, Ordering::Relaxed);
        let schema = format!("test_{}_{nth}", process::id());
        let admin = Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("CREATE SCHEMA {schema}")).await.unwrap();
        admin.close().await.unwrap();
        let separator = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{separator}options=-csearch_path%3D{schema}");
        Self { store: SqlStore::open(&url, OPTIONS).await.unwrap(), url }
    }
    /// The store itself, for migrations.
    #[must_use]
    pub const fn sql(&self) -> &SqlStore {
        &self.store
    }
    /// The address of the same schema, to be opened beside the store.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Backend for Postgres {
    async fn start() -> Self {
        let backend = Self::empty().await;
        backend.store.migrate().await.unwrap();
        backend
    }
    fn store(&self) -> Arc<dyn Store> {
        Arc::new(self.store.clone())
    }
}
