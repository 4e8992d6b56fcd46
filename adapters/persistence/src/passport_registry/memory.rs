//! The register of invalid passports in memory.

use crate::memory::MemoryUnit;
use async_trait::async_trait;
use kredo_application::store::{PassportRegister, StoreError};
use kredo_domain::passport_registry::{PassportKey, RegisterEdition};
use std::collections::BTreeSet;

/// The register, and, in a unit, what it does to it: with an edition it replaces all, without one
/// it adds.
#[derive(Default)]
pub(crate) struct PassportTable {
    edition: Option<RegisterEdition>,
    listed: BTreeSet<PassportKey>,
}

impl PassportTable {
    pub(crate) fn apply(&mut self, staged: Self) {
        if staged.edition.is_some() {
            *self = staged;
        } else {
            self.listed.extend(staged.listed);
        }
    }
}

#[async_trait]
impl PassportRegister for MemoryUnit {
    async fn edition(&mut self) -> Result<Option<RegisterEdition>, StoreError> {
        let staged = self.staged().passports.edition;
        Ok(staged.or_else(|| self.store().committed().passports.edition))
    }

    async fn is_listed(&mut self, passport: PassportKey) -> Result<bool, StoreError> {
        let staged = &self.staged().passports;
        let before = || self.store().committed().passports.listed.contains(&passport);
        Ok(staged.listed.contains(&passport) || staged.edition.is_none() && before())
    }

    async fn replace(&mut self, edition: &RegisterEdition) -> Result<(), StoreError> {
        let listed = BTreeSet::new();
        self.staging()?.passports = PassportTable { edition: Some(*edition), listed };
        Ok(())
    }

    async fn list(&mut self, passports: &[PassportKey]) -> Result<u64, StoreError> {
        self.staging()?;
        let mut added = 0_u64;
        for passport in passports {
            if !self.is_listed(*passport).await? {
                self.staging()?.passports.listed.insert(*passport);
                added = added.saturating_add(1);
            }
        }
        Ok(added)
    }
}
