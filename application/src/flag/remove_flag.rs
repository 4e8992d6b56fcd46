//! Taking a flag off a customer.

use super::FlagCommand;
use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{customer::CustomerError, flag::FlagDirectory};

/// Takes a flag off a customer; one that is not on is off already.
pub struct RemoveFlag {
    recorder: Recorder,
    directory: FlagDirectory,
}

impl RemoveFlag {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, directory: FlagDirectory) -> Self {
        Self { recorder, directory }
    }
}

#[async_trait]
impl UseCase for RemoveFlag {
    type Command = FlagCommand;
    type Output = ();

    /// # Errors
    /// [`CustomerError::NotFound`]; [`FlagError`](kredo_domain::flag::FlagError) for a type or
    /// reason that the directory does not know; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &FlagCommand,
    ) -> Result<(), AppError> {
        let FlagCommand { customer, flag_type, reason } = command;
        unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let known = self.directory.find(flag_type, reason)?;
        let mut flags = unit.flags().of(*customer).await?.into_iter();
        let Some(mut flag) = flags.find(|flag| flag.value.is(&known)) else { return Ok(()) };
        let events = flag.value.remove(self.recorder.now());
        unit.flags().update(flag).await?;
        self.recorder.record(unit, &events).await
    }
}
