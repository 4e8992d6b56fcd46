//! Putting a flag on a customer.

use super::{FlagCommand, known::known};
use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::{
    customer::CustomerError,
    flag::{CustomerFlag, FlagError, KnownFlag},
};

/// Puts a flag on a customer.
pub struct AddFlag {
    recorder: Recorder,
}

impl AddFlag {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for AddFlag {
    type Command = FlagCommand;
    type Output = CustomerFlag;

    /// # Errors
    /// [`CustomerError::NotFound`]; [`FlagError`] for a type or reason that the directories do
    /// not know or that is not in use, and for a flag that is on; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &FlagCommand,
    ) -> Result<CustomerFlag, AppError> {
        let FlagCommand { customer, flag_type, reason } = command;
        unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let (flag_type, reason) = known(unit, flag_type, reason).await?;
        let known = KnownFlag::in_use(&flag_type, &reason)?;
        let flags = unit.flags().of(*customer).await?;
        if flags.iter().any(|flag| flag.value.is(&known)) {
            return Err(FlagError::AlreadySet.into());
        }
        let (id, now) = (self.recorder.new_id(), self.recorder.now());
        let (flag, events) = CustomerFlag::set(id, *customer, known, now);
        // Somebody put the same flag on since it was looked for.
        unless_raced(unit.flags().insert(&flag).await)?;
        self.recorder.record(unit, &events).await?;
        Ok(flag)
    }
}
