//! Adding an entry.

use super::Listed;
use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::directory::{Entry, EntryStatus};
use std::marker::PhantomData;

/// Adds an entry to a directory.
pub struct AddEntry<F> {
    recorder: Recorder,
    of: PhantomData<fn() -> F>,
}

/// What is said of a new entry.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry<F> {
    /// Its facts.
    pub facts: F,
    /// Whether it is in use from the beginning.
    pub status: EntryStatus,
}

impl<F> AddEntry<F> {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder, of: PhantomData }
    }
}

#[async_trait]
impl<F: Listed> UseCase for AddEntry<F> {
    type Command = NewEntry<F>;
    type Output = Entry<F>;

    /// # Errors
    /// [`Facts::taken`](kredo_domain::directory::Facts::taken), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &NewEntry<F>,
    ) -> Result<Entry<F>, AppError> {
        let NewEntry { facts, status } = command.clone();
        if F::directory(unit).by_key(&facts.key()).await?.is_some() {
            return Err(F::taken().into());
        }
        let (id, now) = (self.recorder.new_id(), self.recorder.now());
        let (entry, events) = Entry::add(id, facts, status, now);
        // Somebody took the key since it was looked for.
        unless_raced(F::directory(unit).insert(&entry).await)?;
        self.recorder.record(unit, &events).await?;
        Ok(entry)
    }
}
