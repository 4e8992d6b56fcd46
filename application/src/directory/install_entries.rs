//! Entries that come with the program.

use super::Listed;
use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::directory::{Entry, EntryStatus};
use std::marker::PhantomData;

/// Adds the entries that come with the program, each once: what people have made of one since, be
/// it another name or `INACTIVE`, stays as it is.
pub struct InstallEntries<F> {
    recorder: Recorder,
    of: PhantomData<fn() -> F>,
}

impl<F> InstallEntries<F> {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder, of: PhantomData }
    }
}

#[async_trait]
impl<F: Listed> UseCase for InstallEntries<F> {
    type Command = [F];
    /// How many were added.
    type Output = usize;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        built_in: &[F],
    ) -> Result<usize, AppError> {
        let known = F::directory(unit).all().await?;
        let now = self.recorder.now();
        let mut added = 0_usize;
        for facts in built_in {
            let id = Entry::built_in_id(facts);
            let is_known =
                |known: &Entry<F>| known.id() == id || known.facts().key() == facts.key();
            if known.iter().any(|known| is_known(&known.value)) {
                continue;
            }
            let (entry, events) = Entry::add(id, facts.clone(), EntryStatus::Active, now);
            // Another server that starts now was faster.
            unless_raced(F::directory(unit).insert(&entry).await)?;
            self.recorder.record(unit, &events).await?;
            added = added.saturating_add(1);
        }
        Ok(added)
    }
}
