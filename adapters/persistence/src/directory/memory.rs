//! Keys and look-ups of directories in memory.

use crate::memory::{Kept, MemoryUnit, UniqueKey};
use async_trait::async_trait;
use kredo_application::{
    directory::{Directory, Listed},
    store::{StoreError, Versioned},
};
use kredo_domain::directory::{Entry, Facts};

pub(crate) fn entry_keys<F: Facts>(entry: &Entry<F>) -> Vec<UniqueKey> {
    vec![("key", entry.facts().key())]
}

#[async_trait]
impl<F: Listed> Directory<F> for MemoryUnit
where
    Entry<F>: Kept,
{
    async fn all(&mut self) -> Result<Vec<Versioned<Entry<F>>>, StoreError> {
        Ok(self.find(|_| true))
    }
    async fn by_key(&mut self, key: &str) -> Result<Option<Versioned<Entry<F>>>, StoreError> {
        Ok(self.find(|entry: &Entry<F>| entry.facts().key() == key).pop())
    }
}
