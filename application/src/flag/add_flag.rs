//! Putting a flag on a customer.

use super::{FlagCommand, known::known};
use crate::{AppError, Recorder, StoreError, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{
    customer::CustomerError,
    flag::{CustomerFlag, KnownFlag},
};

/// Puts a flag on a customer, unless it is on for the same reason.
pub struct AddFlag {
    recorder: Recorder,
}

/// The flag that is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedFlag {
    /// The flag.
    pub flag: CustomerFlag,
    /// Whether it was put on now; it was on before otherwise.
    pub is_new: bool,
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
    type Output = AddedFlag;

    /// # Errors
    /// [`CustomerError::NotFound`]; [`FlagError`](kredo_domain::flag::FlagError) for a type or
    /// reason that the directories do not know or that is not in use; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &FlagCommand,
    ) -> Result<AddedFlag, AppError> {
        let FlagCommand { customer, flag_type, reason } = command;
        unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let (flag_type, reason) = known(unit, flag_type, reason).await?;
        let known = KnownFlag::in_use(&flag_type, &reason)?;
        let mut flags = unit.flags().of(*customer).await?.into_iter();
        if let Some(flag) = flags.find(|flag| flag.value.is(&known)) {
            return Ok(AddedFlag { flag: flag.value, is_new: false });
        }
        let (id, now) = (self.recorder.new_id(), self.recorder.now());
        let (flag, events) = CustomerFlag::set(id, *customer, known, now);
        match unit.flags().insert(&flag).await {
            // Somebody put the same flag on since it was looked for.
            Err(StoreError::Duplicate(_)) => return Err(StoreError::Stale.into()),
            inserted => inserted?,
        }
        self.recorder.record(unit, &events).await?;
        Ok(AddedFlag { flag, is_new: true })
    }
}
