//! Unique keys and look-ups of erasures in memory.

use crate::memory::{MemoryUnit, UniqueKey};
use async_trait::async_trait;
use kredo_application::store::{ErasureRepository, StoreError, Versioned};
use kredo_domain::personal_data::{Erasure, ErasureId};

/// None besides the guid, which an erasure shares with its customer.
pub(crate) fn erasure_keys(_: &Erasure) -> Vec<UniqueKey> {
    Vec::new()
}

#[async_trait]
impl ErasureRepository for MemoryUnit {
    async fn unfinished(
        &mut self,
        behind: Option<ErasureId>,
        limit: u16,
    ) -> Result<Vec<Versioned<Erasure>>, StoreError> {
        let mut found = self.find(|erasure: &Erasure| {
            erasure.record().finished_at.is_none() && behind.is_none_or(|id| erasure.id() > id)
        });
        found.truncate(limit.into());
        Ok(found)
    }
}
