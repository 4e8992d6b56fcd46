//! A store in this process, for tests, trials and embedders, with the rules of the others.

mod outbox;
mod table;
mod tables;
mod unit;

pub(crate) use table::{Kept, Table, UniqueKey};
pub(crate) use tables::Tables;
pub(crate) use unit::MemoryUnit;

use async_trait::async_trait;
use kredo_application::store::{Store, StoreError, UnitOfWork};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keeps everything in this process; clones share what they keep.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<Tables>>);

impl MemoryStore {
    /// The committed state. Never held across an await.
    pub(crate) fn committed(&self) -> MutexGuard<'_, Tables> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        Ok(Box::new(MemoryUnit::writing(self.clone())))
    }
    async fn reader(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        Ok(Box::new(MemoryUnit::reading(self.clone())))
    }
}
