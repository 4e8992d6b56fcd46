//! Unique keys and look-ups of accounts in memory.

use crate::memory::{MemoryUnit, UniqueKey};
use async_trait::async_trait;
use kredo_application::store::{AccountRepository, StoreError, Versioned};
use kredo_domain::identity::{Account, AccountName};

pub(crate) fn account_keys(account: &Account) -> Vec<UniqueKey> {
    vec![("name", account.name().to_string())]
}

#[async_trait]
impl AccountRepository for MemoryUnit {
    async fn by_name(
        &mut self,
        name: &AccountName,
    ) -> Result<Option<Versioned<Account>>, StoreError> {
        Ok(self.find(|a: &Account| a.name() == name).pop())
    }
}
