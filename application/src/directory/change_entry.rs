//! Changing an entry.

use super::{FindEntry, Listed, Which};
use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::directory::{Entry, EntryStatus, Facts};
use std::marker::PhantomData;

/// Changes an entry of a directory.
pub struct ChangeEntry<F> {
    recorder: Recorder,
    of: PhantomData<fn() -> F>,
}

/// Which entry, and what is said anew.
#[derive(Debug)]
pub struct EntryChange<F: Facts> {
    /// Which entry.
    pub which: Which<F>,
    /// What changes of its facts.
    pub change: F::Change,
    /// Whether it is in use from now on; `None` leaves it.
    pub status: Option<EntryStatus>,
}

impl<F> ChangeEntry<F> {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder, of: PhantomData }
    }
}

#[async_trait]
impl<F: Listed> UseCase for ChangeEntry<F> {
    type Command = EntryChange<F>;
    type Output = Entry<F>;

    /// # Errors
    /// [`Facts::missing`], [`Facts::taken`], what [`Facts::changed`] refuses, or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &EntryChange<F>,
    ) -> Result<Entry<F>, AppError> {
        let EntryChange { which, change, status } = command;
        let mut entry = FindEntry::new().execute_in(unit, which).await?;
        let before = entry.value.facts().key();
        let events = entry.value.change(change, *status, self.recorder.now())?;
        let changed = entry.value.clone();
        if events.is_empty() {
            return Ok(changed);
        }
        let key = changed.facts().key();
        let directory = F::directory(unit);
        if key != before && directory.by_key(&key).await?.is_some() {
            return Err(F::taken().into());
        }
        // Somebody took the key since it was looked for.
        unless_raced(directory.update(entry).await)?;
        self.recorder.record(unit, &events).await?;
        Ok(changed)
    }
}
