//! A partner passes on the code that the customer entered.

use super::{
    act::{keep, task},
    consent::Consents,
    flow_of,
    own::find_own,
};
use crate::{
    AppError, BusinessTime, Recorder, UnitOfWork, UseCase, Versioned,
    consent::{RecordConsents, RecordConsentsCommand},
    flow::{FlowId, TellsFlow},
    otp::OtpCodes,
};
use async_trait::async_trait;
use kredo_domain::{
    identity::AccountName,
    loan_application::{Action, Answer, LoanApplication, LoanApplicationId},
    otp::{Attempt, CheckOutcome, OtpChallengeId, OtpError},
};
use serde_json::Value;
use std::fmt;

/// Signs the contract when the code is right; counts the attempt when it is wrong.
pub struct SignApplication {
    recorder: Recorder,
    time: BusinessTime,
    codes: OtpCodes,
}

/// Who signs which application with which code.
#[derive(Clone, PartialEq, Eq)]
pub struct SignCommand {
    /// Who passes the code on.
    pub partner: AccountName,
    /// The application whose contract it signs.
    pub application: LoanApplicationId,
    /// The code as it was entered.
    pub code: String,
}

impl fmt::Debug for SignCommand {
    /// Without the code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { partner, application, .. } = self;
        let mut shown = f.debug_struct("SignCommand");
        shown.field("partner", partner).field("application", application).finish_non_exhaustive()
    }
}

/// What to tell the partner of a code, after what happened is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeAnswer {
    /// What the application answered; see [`Answer::refusal`].
    Answered(Answer),
    /// The code is not good, or none is sent; that is remembered.
    Refused(OtpError),
}

impl SignApplication {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime, codes: OtpCodes) -> Self {
        Self { recorder, time, codes }
    }

    /// Tries the code; why it is not good, if it is not.
    async fn refusal(
        &self,
        unit: &mut dyn UnitOfWork,
        application: &Versioned<LoanApplication>,
        code: &str,
    ) -> Result<Option<OtpError>, AppError> {
        let id = OtpChallengeId::new(application.value.id().guid());
        let mut challenge = unit.otp_challenges().get(id).await?.ok_or(OtpError::NotFound)?;
        let matches = self.codes.vault().matches(id, code, &challenge.value.record().code);
        let contract = application.value.state().contract();
        let attempt = Attempt {
            matches,
            phone: &application.value.record().questionnaire.customer.phone,
            document: contract.map(|contract| &contract.document_hash),
        };
        let (outcome, events) = challenge.value.check(attempt, self.time.now());
        if !events.is_empty() {
            unit.otp_challenges().update(challenge).await?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(match outcome {
            CheckOutcome::Accepted | CheckOutcome::Repeated => None,
            CheckOutcome::Refused(refusal) => Some(refusal),
        })
    }
}

/// What the signature of the contract agrees to; `None` before there is anything to sign.
fn consents(application: &LoanApplication) -> Option<RecordConsentsCommand> {
    let record = application.record();
    let document = &application.state().contract()?.document_hash;
    Some(RecordConsentsCommand {
        customer: record.customer?,
        application: Some(record.id),
        statements: Consents::of(&record.questionnaire).statements(document),
    })
}

#[async_trait]
impl UseCase for SignApplication {
    type Command = SignCommand;
    type Output = CodeAnswer;

    /// # Errors
    /// [`LoanApplicationError`](kredo_domain::loan_application::LoanApplicationError), or the
    /// store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &SignCommand,
    ) -> Result<CodeAnswer, AppError> {
        let mut application = find_own(unit, command.application, &command.partner).await?;
        let code = self.codes.vault().fingerprint(command.application, &command.code);
        let now = self.time.now();
        // A repetition or an action out of turn must not cost an attempt.
        if application.value.expects_code(&code, now)? == Answer::Accepted
            && let Some(refusal) = self.refusal(unit, &application, &command.code).await?
        {
            return Ok(CodeAnswer::Refused(refusal));
        }
        let consents = consents(&application.value);
        let outcome = application.value.sign(code, now)?;
        let answer = outcome.answer;
        if answer == Answer::Accepted
            && let Some(consents) = consents
        {
            let record = RecordConsents::new(self.recorder.clone(), self.time.clone());
            record.execute_in(unit, &consents).await?;
        }
        let signal = task(Action::Sign, Value::Null);
        keep(unit, &self.recorder, application, outcome, signal).await?;
        Ok(CodeAnswer::Answered(answer))
    }
}

impl TellsFlow for SignApplication {
    fn flow(&self, command: &SignCommand, _: &CodeAnswer) -> FlowId {
        flow_of(command.application)
    }
}
