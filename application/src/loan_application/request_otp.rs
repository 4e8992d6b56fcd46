//! A partner asks for a code.

use super::{
    act::{keep, task, tell_flow},
    flow_of,
    own::find_own,
    sign::CodeAnswer,
};
use crate::{
    AppError, BusinessTime, Recorder, UnitOfWork, UseCase,
    flow::{FlowId, TellsFlow},
    otp::OtpCodes,
};
use async_trait::async_trait;
use kredo_domain::{
    identity::AccountName,
    loan_application::{Action, Answer, LoanApplicationId},
    otp::{OtpChallengeId, OtpError, ResendOutcome},
};
use serde_json::Value;

/// Lets a code be sent for the signature, or a further one where the customer has one already.
pub struct RequestOtp {
    recorder: Recorder,
    time: BusinessTime,
    codes: OtpCodes,
}

/// Who asks, for which application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestOtpCommand {
    /// Who.
    pub partner: AccountName,
    /// For which.
    pub application: LoanApplicationId,
}

impl RequestOtp {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime, codes: OtpCodes) -> Self {
        Self { recorder, time, codes }
    }

    /// A further code, by the rules of the first one. Within the pause nothing is sent, and nobody
    /// is refused.
    async fn resend(
        &self,
        unit: &mut dyn UnitOfWork,
        application: LoanApplicationId,
    ) -> Result<CodeAnswer, AppError> {
        let id = OtpChallengeId::new(application.guid());
        let mut challenge = unit.otp_challenges().get(id).await?.ok_or(OtpError::NotFound)?;
        let phone = challenge.value.record().phone.clone();
        let code = self.codes.issue(unit, id, &phone).await?;
        let (outcome, events) = challenge.value.resend(code.hash, self.time.now());
        match outcome {
            ResendOutcome::TooEarly { .. } => {}
            ResendOutcome::Refused(refusal) => return Ok(CodeAnswer::Refused(refusal)),
            ResendOutcome::Resent => {
                unit.otp_challenges().update(challenge).await?;
                self.recorder.record(unit, &events).await?;
                let sealed = serde_json::to_value(&code.sealed)
                    .map_err(|cause| AppError::internal("writing a sealed code", cause))?;
                let signal = task(Action::SendOtp, sealed);
                tell_flow(unit, &self.recorder, application, signal).await?;
            }
        }
        Ok(CodeAnswer::Answered(Answer::ResendRequested))
    }
}

#[async_trait]
impl UseCase for RequestOtp {
    type Command = RequestOtpCommand;
    /// What to tell the partner once it is committed.
    type Output = CodeAnswer;

    /// # Errors
    /// [`LoanApplicationError`](kredo_domain::loan_application::LoanApplicationError), or the
    /// store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &RequestOtpCommand,
    ) -> Result<CodeAnswer, AppError> {
        let mut application = find_own(unit, command.application, &command.partner).await?;
        let outcome = application.value.send_otp(self.time.now())?;
        let answer = outcome.answer;
        if answer == Answer::ResendRequested {
            return self.resend(unit, command.application).await;
        }
        let signal = task(Action::SendOtp, Value::Null);
        keep(unit, &self.recorder, application, outcome, signal).await?;
        Ok(CodeAnswer::Answered(answer))
    }
}

impl TellsFlow for RequestOtp {
    fn flow(&self, command: &RequestOtpCommand, _: &CodeAnswer) -> FlowId {
        flow_of(command.application)
    }
}
