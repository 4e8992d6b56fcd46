//! Keeping what identification brought.

use crate::{AppError, BusinessTime, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{
    customer::CustomerId,
    identification::{Identification, IdentificationRecord, IdentificationRecordState},
    loan_application::LoanApplicationId,
};

/// Keeps the record of an identification. The same outcome for the same application is kept once.
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
        let SaveIdentificationCommand { customer, application, outcome } = command;
        let known = unit.identifications().about(*customer, Some(*application)).await?;
        if let Some(record) =
            known.into_iter().find(|record| record.value.says(*application, outcome))
        {
            return Ok(record.value);
        }
        let record = IdentificationRecord::new(IdentificationRecordState {
            id: self.recorder.new_id(),
            customer: *customer,
            application: *application,
            outcome: outcome.clone(),
            at: self.time.now(),
        });
        unit.identifications().insert(&record).await?;
        Ok(record)
    }
}
