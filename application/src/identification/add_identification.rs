//! Recording an identification that somebody else undertook.

use super::known::{Known, keep, offered};
use crate::{AppError, BusinessTime, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{
    customer::{AdditionalData, CustomerError, CustomerId},
    directory::Facts,
    identification::{
        IdentificationMeans, IdentificationRecord, IdentificationStatus, NewIdentification,
        OfferedMethod, OfferedMethodFacts,
    },
    loan_application::LoanApplicationId,
};

/// Records an identification by a method of the directory. The same one again is kept once, also
/// where the method is not in use any more or allows no further attempt.
pub struct AddIdentification {
    recorder: Recorder,
    time: BusinessTime,
}

/// Who was to be identified, for what, by what, and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct AddIdentificationCommand {
    /// Who.
    pub customer: CustomerId,
    /// For which application, of whatever kind.
    pub application: LoanApplicationId,
    /// By what.
    pub means: IdentificationMeans,
    /// How it stands.
    pub status: IdentificationStatus,
    /// Free-form facts.
    pub additional_data: AdditionalData,
}

impl AddIdentification {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime) -> Self {
        Self { recorder, time }
    }
}

#[async_trait]
impl UseCase for AddIdentification {
    type Command = AddIdentificationCommand;
    type Output = IdentificationRecord;

    /// # Errors
    /// [`CustomerError::NotFound`]; `MethodNotFound` for a method that the directory has not in use
    /// and `AttemptsExceeded` for one attempt too many, both of
    /// [`IdentificationError`](kredo_domain::identification::IdentificationError); or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AddIdentificationCommand,
    ) -> Result<IdentificationRecord, AppError> {
        let AddIdentificationCommand { customer, application, means, status, additional_data } =
            command.clone();
        unit.customers().get(customer).await?.ok_or(CustomerError::NotFound)?;
        let new = NewIdentification {
            customer,
            application,
            means: Some(means.clone()),
            status,
            reason: None,
            additional_data,
        };
        let known = Known::about(unit, customer, application).await?;
        if let Some(record) = known.saying(&new) {
            return Ok(record.clone());
        }
        let method = offered(unit, &means).await?.filter(OfferedMethod::is_active);
        let method = method.ok_or_else(OfferedMethodFacts::missing)?;
        let attempts = known.attempts(Some(&means), method.facts().attempts);
        keep(unit, (&self.recorder, &self.time), new, &attempts).await
    }
}
