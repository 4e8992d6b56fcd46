//! Whether the borrower is the person.

use super::{
    Desk,
    plain::Plain,
    subject::{channel, subject},
};
use crate::{
    AppError, UnitOfWork, UseCase,
    activity::{Guid, LocalActivity, OutsideActivity, StepContext},
    identification::{
        SaveIdentification, SaveIdentificationCommand,
        ports::{Identification, IdentificationRequest},
    },
    loan_application::own::find,
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    loan_application::{DeclineReason, LoanApplicationId, code},
};

/// Asks the identification service, and counts its answer as the law lets it.
pub(super) struct Identify(pub(super) Desk);

#[async_trait]
impl OutsideActivity for Identify {
    const NAME: &'static str = "LoanApplicationActivity#identify";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid"];
    const ERRORS: &'static [ErrorCode] = &[code::LOAN_APPLICATION_NOT_FOUND];
    type Arguments = (Guid,);
    type Output = Plain<Identification>;

    async fn run(
        &self,
        context: &StepContext,
        (Guid(id),): (Guid,),
    ) -> Result<Option<Plain<Identification>>, AppError> {
        let Desk { store, time, lending, outside, .. } = &self.0;
        let mut unit = store.reader().await?;
        let application = find(&mut *unit, LoanApplicationId::new(id)).await?.value;
        drop(unit);
        let questionnaire = &application.record().questionnaire;
        let Some(subject) = subject(questionnaire) else {
            let reason = "there is no passport".to_owned();
            return Ok(Some(Plain(Identification::NotIdentified { reason })));
        };
        let request = IdentificationRequest {
            subject,
            channel: channel(questionnaire),
            lender: lending.lender,
            on: time.day_of(time.now()),
        };
        let outcome = outside.identification.identify(&context.key, &request).await?;
        Ok(Some(Plain(request.lawful(outcome, &lending.law))))
    }
}

/// Keeps the identification, and reports it to the application.
pub(super) struct RecordIdentification(pub(super) Desk);

#[async_trait]
impl LocalActivity for RecordIdentification {
    const NAME: &'static str = "LoanApplicationActivity#recordIdentification";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "identification"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, code::LOAN_APPLICATION_STAGE_MISMATCH];
    type Arguments = (Guid, Plain<Identification>);
    /// Whether the journey goes on.
    type Output = bool;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), Plain(identification)): (Guid, Plain<Identification>),
    ) -> Result<Option<bool>, AppError> {
        let mut application = find(unit, LoanApplicationId::new(id)).await?;
        if let Some(customer) = application.value.record().customer {
            let Desk { recorder, time, .. } = &self.0;
            let save = SaveIdentification::new(recorder.clone(), time.clone());
            let (application, outcome) = (application.value.id(), identification.clone());
            let command = SaveIdentificationCommand { customer, application, outcome };
            save.execute_in(unit, &command).await?;
        }
        let (events, result) = match identification {
            Identification::Identified { .. } => (application.value.identified()?, Some(true)),
            Identification::NotIdentified { .. } => {
                (application.value.decline(DeclineReason::IdentificationFailed.into())?, None)
            }
        };
        if !events.is_empty() {
            unit.loan_applications().update(application).await?;
            self.0.recorder.record(unit, &events).await?;
        }
        Ok(result)
    }
}
