//! The stores under test, each empty and isolated when it starts.

mod postgres;
mod sqlite;

pub use postgres::Postgres;
pub use sqlite::Sqlite;

use kredo_application::Store;
use kredo_persistence::MemoryStore;
use std::sync::Arc;

/// A store under test.
#[expect(async_fn_in_trait, reason = "never spawned, so Send does not matter")]
pub trait Backend: Sized {
    /// An empty, isolated store.
    async fn start() -> Self;
    /// The port under test.
    fn store(&self) -> Arc<dyn Store>;
}

/// The store in memory.
#[derive(Default)]
pub struct Memory(MemoryStore);

impl Backend for Memory {
    async fn start() -> Self {
        Self::default()
    }
    fn store(&self) -> Arc<dyn Store> {
        Arc::new(self.0.clone())
    }
}
