//! Keeping what identification brought.

use super::known::{Known, keep};
use crate::{AppError, BusinessTime, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{
    customer::CustomerId,
    identification::{Identification, IdentificationRecord, NewIdentification},
    loan_application::LoanApplicationId,
};

/// Keeps the record of an identification by the lender's own service. The same outcome for the same
/// application is kept once. The directory of methods is not asked: what the service did is a fact.
pub struct SaveIdentification {
    recorder: Recorder,
    time: BusinessTime,
}

/// Who was to be identified, for what, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveIdentificationCommand {
    /// Who.
    pub customer: CustomerId,
    /// For which application.
    pub application: LoanApplicationId,
    /// What came of it.
    pub outcome: Identification,
}

impl SaveIdentification {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime) -> Self {
        Self { recorder, time }
    }
}

#[async_trait]
impl UseCase for SaveIdentification {
    type Command = SaveIdentificationCommand;
    type Output = IdentificationRecord;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &SaveIdentificationCommand,
    ) -> Result<IdentificationRecord, AppError> {
        let SaveIdentificationCommand { customer, application, outcome } = command.clone();
        let new = NewIdentification::of(customer, application, outcome);
        let known = Known::about(unit, customer, application).await?;
        if let Some(record) = known.saying(&new) {
            return Ok(record.clone());
        }
        let attempts = known.attempts(new.means.as_ref(), None);
        keep(unit, (&self.recorder, &self.time), new, &attempts).await
    }
}
