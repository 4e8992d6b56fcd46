//! Taking a flag off a customer.

use super::{FlagCommand, known::known};
use crate::{AppError, Recorder, UnitOfWork, UseCase, Versioned};
use async_trait::async_trait;
use kredo_domain::{
    customer::{CustomerError, CustomerId},
    flag::{CustomerFlag, CustomerFlagId, FlagError, KnownFlag},
};

/// Takes a flag off a customer; one that is not on is off already.
pub struct RemoveFlag {
    recorder: Recorder,
}

impl RemoveFlag {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for RemoveFlag {
    type Command = FlagCommand;
    type Output = ();

    /// # Errors
    /// [`CustomerError::NotFound`]; [`FlagError`] for a type or reason that the directories do not
    /// know; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &FlagCommand,
    ) -> Result<(), AppError> {
        let FlagCommand { customer, flag_type, reason } = command;
        unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let (flag_type, reason) = known(unit, flag_type, reason).await?;
        let known = KnownFlag::of(&flag_type, &reason)?;
        let flags = unit.flags().of(*customer).await?;
        match flags.into_iter().find(|flag| flag.value.is(&known)) {
            Some(flag) => take_off(unit, &self.recorder, flag).await,
            None => Ok(()),
        }
    }
}

/// Takes the flag of a guid off; one that is off stays off.
pub struct TakeOffFlag {
    recorder: Recorder,
}

/// Which flag of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeOffFlagCommand {
    /// Whom it is on.
    pub customer: CustomerId,
    /// Which.
    pub flag: CustomerFlagId,
}

impl TakeOffFlag {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for TakeOffFlag {
    type Command = TakeOffFlagCommand;
    type Output = ();

    /// # Errors
    /// [`CustomerError::NotFound`]; [`FlagError::NotFound`], also for another customer's; or the
    /// store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &TakeOffFlagCommand,
    ) -> Result<(), AppError> {
        let TakeOffFlagCommand { customer, flag } = *command;
        unit.customers().get(customer).await?.ok_or(CustomerError::NotFound)?;
        let flag = unit.flags().get(flag).await?;
        let own = flag.filter(|flag| flag.value.state().customer == customer);
        take_off(unit, &self.recorder, own.ok_or(FlagError::NotFound)?).await
    }
}

async fn take_off(
    unit: &mut dyn UnitOfWork,
    recorder: &Recorder,
    mut flag: Versioned<CustomerFlag>,
) -> Result<(), AppError> {
    let events = flag.value.remove(recorder.now());
    if events.is_empty() {
        return Ok(());
    }
    unit.flags().update(flag).await?;
    recorder.record(unit, &events).await
}
