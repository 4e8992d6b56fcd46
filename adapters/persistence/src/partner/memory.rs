//! Unique keys and look-ups of partners in memory.

use crate::memory::{MemoryUnit, UniqueKey};
use async_trait::async_trait;
use kredo_application::store::{PartnerRepository, StoreError, Versioned};
use kredo_domain::{identity::AccountName, partner::Partner};

pub(crate) fn partner_keys(partner: &Partner) -> Vec<UniqueKey> {
    vec![("name", partner.name().to_string())]
}

#[async_trait]
impl PartnerRepository for MemoryUnit {
    async fn by_name(
        &mut self,
        name: &AccountName,
    ) -> Result<Option<Versioned<Partner>>, StoreError> {
        Ok(self.find(|partner: &Partner| partner.name() == name).pop())
    }
}
