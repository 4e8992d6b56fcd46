//! Changing what is on record of an identification.

use super::known::{Known, offered};
use crate::{AppError, BusinessTime, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::identification::{
    IdentificationChange, IdentificationError, IdentificationRecord, IdentificationRecordId,
};

/// Changes the status or the facts of a record.
pub struct ChangeIdentification {
    recorder: Recorder,
    time: BusinessTime,
}

/// Which record, and what is different.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeIdentificationCommand {
    /// Which.
    pub id: IdentificationRecordId,
    /// What changes.
    pub change: IdentificationChange,
}

impl ChangeIdentification {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime) -> Self {
        Self { recorder, time }
    }
}

#[async_trait]
impl UseCase for ChangeIdentification {
    type Command = ChangeIdentificationCommand;
    type Output = IdentificationRecord;

    /// # Errors
    /// [`IdentificationError::NotFound`]; [`IdentificationError::AttemptsExceeded`] for one that
    /// comes back from being cancelled and would be an attempt too many; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &ChangeIdentificationCommand,
    ) -> Result<IdentificationRecord, AppError> {
        let found = unit.identifications().get(command.id).await?;
        let mut record = found.ok_or(IdentificationError::NotFound)?;
        let state = record.value.state().clone();
        let known = Known::about(unit, state.customer, state.application).await?;
        let method = match &state.means {
            Some(means) => offered(unit, means).await?,
            None => None,
        };
        let most = method.and_then(|method| method.facts().attempts);
        let attempts = known.attempts(state.means.as_ref(), most);
        let events = record.value.change(command.change.clone(), &attempts, self.time.now())?;
        let changed = record.value.clone();
        if !events.is_empty() {
            // Somebody took the number that it comes back with.
            unless_raced(unit.identifications().update(record).await)?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(changed)
    }
}
