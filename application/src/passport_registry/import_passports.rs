//! Taking an edition of the register in.

use crate::{AppError, BusinessTime, Store};
use chrono::NaiveDate;
use kredo_domain::passport_registry::{
    PassportKey, PassportKeyError, PassportRegistryError, RegisterEdition,
};
use std::{error::Error, mem, sync::Arc};

/// What a line of an edition says: a passport, or nothing that could be one.
pub type PassportLine = Result<PassportKey, PassportKeyError>;

/// How many passports go to the store at once.
const BATCH: usize = 50_000;

/// Puts an edition in the place of the register, all or nothing. Until the end everybody else sees
/// the register as it was.
pub struct ImportPassports {
    store: Arc<dyn Store>,
    time: BusinessTime,
}

/// What came of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportedRegister {
    /// The edition that is in force now.
    pub edition: RegisterEdition,
    /// How many passports it lists.
    pub listed: u64,
    /// How many lines named a passport that a line before had named.
    pub repeated: u64,
    /// How many lines were no passport.
    pub skipped: u64,
}

impl ImportPassports {
    /// Binds the ports.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, time: BusinessTime) -> Self {
        Self { store, time }
    }

    /// Imports the edition of a date, of today without one. Malformed lines are skipped; a line
    /// that cannot be read ends the import.
    ///
    /// # Errors
    /// [`PassportRegistryError::EditionToCome`]; [`PassportRegistryError::Empty`] when no line is a
    /// passport; [`AppError::Internal`] for a source that cannot be read; or the store's.
    pub async fn execute<E: Into<Box<dyn Error + Send + Sync>>>(
        &self,
        edition: Option<NaiveDate>,
        lines: impl Iterator<Item = Result<PassportLine, E>> + Send,
    ) -> Result<ImportedRegister, AppError> {
        let now = self.time.now();
        let today = self.time.day_of(now);
        let edition = RegisterEdition::try_new(edition.unwrap_or(today), today, now)?;
        let mut unit = self.store.begin().await?;
        let register = unit.passport_register();
        register.replace(&edition).await?;
        let (mut listed, mut taken, mut skipped) = (0_u64, 0_u64, 0_u64);
        let mut batch = Vec::with_capacity(BATCH);
        for line in lines {
            let line = line.map_err(|cause| AppError::internal("reading the passports", cause));
            let Ok(passport) = line? else {
                skipped = skipped.saturating_add(1);
                continue;
            };
            taken = taken.saturating_add(1);
            batch.push(passport);
            if batch.len() == BATCH {
                let full = mem::replace(&mut batch, Vec::with_capacity(BATCH));
                listed = listed.saturating_add(register.list(&full).await?);
            }
        }
        listed = listed.saturating_add(register.list(&batch).await?);
        if listed == 0 {
            return Err(PassportRegistryError::Empty.into());
        }
        unit.commit().await?;
        Ok(ImportedRegister { edition, listed, repeated: taken.saturating_sub(listed), skipped })
    }
}
