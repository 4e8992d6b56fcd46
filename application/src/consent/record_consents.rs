//! Recording what a customer agreed to.

use crate::{AppError, BusinessTime, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::{
    consent::{Consent, ConsentState, ConsentStatement},
    customer::{CustomerError, CustomerId},
    loan_application::LoanApplicationId,
};

/// Records statements of a customer, at the business instant. What was stated before in the same
/// words, for the same application, is not recorded again.
#[derive(Clone)]
pub struct RecordConsents {
    recorder: Recorder,
    time: BusinessTime,
}

/// Who stated what, and on which occasion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordConsentsCommand {
    /// Who.
    pub customer: CustomerId,
    /// For which application; `None` for consents of their own, such as those to advertising.
    pub application: Option<LoanApplicationId>,
    /// What was stated, refusals included; one a kind.
    pub statements: Vec<ConsentStatement>,
}

impl RecordConsents {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime) -> Self {
        Self { recorder, time }
    }
}

#[async_trait]
impl UseCase for RecordConsents {
    type Command = RecordConsentsCommand;
    /// The consents of these statements, in their order, whether recorded now or before.
    type Output = Vec<Consent>;

    /// # Errors
    /// [`CustomerError::NotFound`];
    /// [`ConsentError::Contradicts`](kredo_domain::consent::ConsentError) when something else of
    /// the same kind was stated for the application; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &RecordConsentsCommand,
    ) -> Result<Vec<Consent>, AppError> {
        let RecordConsentsCommand { customer, application, statements } = command;
        unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let known = match application {
            Some(_) => unit.consents().about(*customer, *application).await?,
            None => unit.consents().of(*customer).await?,
        };
        let mut known: Vec<_> = known.into_iter().map(|consent| consent.value).collect();
        let mut result = Vec::with_capacity(statements.len());
        for statement in statements {
            if let Some(before) = Consent::find(&known, *application, statement)? {
                result.push(before.clone());
                continue;
            }
            let (consent, events) = Consent::record(ConsentState {
                id: self.recorder.new_id(),
                customer: *customer,
                application: *application,
                statement: statement.clone(),
                at: self.time.now(),
            });
            // Somebody recorded one for the application since it was looked for.
            unless_raced(unit.consents().insert(&consent).await)?;
            self.recorder.record(unit, &events).await?;
            known.push(consent.clone());
            result.push(consent);
        }
        Ok(result)
    }
}
