//! What a partner does with its application.

use super::{flow_of, own::find_own};
use crate::{
    AppError, BusinessTime, Recorder, UnitOfWork, UseCase, Versioned,
    flow::{FlowError, FlowId, Signal, TellsFlow},
};
use async_trait::async_trait;
use kredo_domain::{
    identity::AccountName,
    loan_application::{
        Action, ActionOutcome, Answer, Confirmation, LoanApplication, LoanApplicationError,
        LoanApplicationId,
    },
};
use serde_json::Value;

/// Carries out an action that needs nothing but the application itself.
pub struct ActOnApplication {
    recorder: Recorder,
    time: BusinessTime,
}

/// Who does what with which application.
#[derive(Debug, Clone, PartialEq)]
pub struct ActCommand {
    /// Who.
    pub partner: AccountName,
    /// With which.
    pub application: LoanApplicationId,
    /// What.
    pub action: PartnerAction,
}

/// An action that needs nothing but the application itself.
#[derive(Debug, Clone, PartialEq)]
pub enum PartnerAction {
    /// The customer takes up the offer.
    SelectOffer,
    /// The goods were handed over.
    Confirm(Confirmation),
    /// Nobody wants the loan any more.
    Cancel {
        /// Why, in the partner's words.
        reason: String,
    },
}

impl PartnerAction {
    fn decide(
        &self,
        application: &mut LoanApplication,
        time: &BusinessTime,
    ) -> Result<ActionOutcome, LoanApplicationError> {
        match self.clone() {
            Self::SelectOffer => application.select_offer(time.now()),
            Self::Confirm(confirmation) => application.confirm(confirmation),
            Self::Cancel { reason } => application.cancel(reason),
        }
    }
    /// What the flow is told of it.
    fn signal(&self) -> Signal {
        match self {
            Self::SelectOffer => task(Action::SelectOffer, Value::Null),
            Self::Confirm(_) => task(Action::Confirm, Value::Null),
            Self::Cancel { reason } => Signal::Cancel { reason: reason.clone() },
        }
    }
}

impl ActOnApplication {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime) -> Self {
        Self { recorder, time }
    }
}

#[async_trait]
impl UseCase for ActOnApplication {
    type Command = ActCommand;
    /// What to tell the partner once it is committed; see [`Answer::refusal`].
    type Output = Answer;

    /// # Errors
    /// [`LoanApplicationError`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &ActCommand,
    ) -> Result<Answer, AppError> {
        let mut application = find_own(unit, command.application, &command.partner).await?;
        let outcome = command.action.decide(&mut application.value, &self.time)?;
        let answer = outcome.answer;
        keep(unit, &self.recorder, application, outcome, command.action.signal()).await?;
        Ok(answer)
    }
}

impl TellsFlow for ActOnApplication {
    fn flow(&self, command: &ActCommand, _: &Answer) -> FlowId {
        flow_of(command.application)
    }
}

/// Keeps what came of an action, and tells the flow of it. That the offer is over ends the flow as
/// its deadline does.
pub(super) async fn keep(
    unit: &mut dyn UnitOfWork,
    recorder: &Recorder,
    application: Versioned<LoanApplication>,
    outcome: ActionOutcome,
    signal: Signal,
) -> Result<(), AppError> {
    if outcome.events.is_empty() {
        return Ok(());
    }
    let id = application.value.id();
    unit.loan_applications().update(application).await?;
    recorder.record(unit, &outcome.events).await?;
    let signal = match outcome.answer {
        Answer::OfferExpired => Signal::Deadline,
        Answer::Accepted | Answer::Repeated | Answer::ResendRequested => signal,
    };
    tell_flow(unit, recorder, id, signal).await
}

/// Tells the flow of an application something.
pub(super) async fn tell_flow(
    unit: &mut dyn UnitOfWork,
    recorder: &Recorder,
    id: LoanApplicationId,
    signal: Signal,
) -> Result<(), AppError> {
    let mut flow = unit.flows().get(flow_of(id)).await?.ok_or(FlowError::NotFound)?;
    flow.value.tell(signal, recorder.now());
    unit.flows().update(flow).await?;
    Ok(())
}

/// The partner did that.
pub(super) fn task(action: Action, payload: Value) -> Signal {
    Signal::Task { name: action.name().to_owned(), payload }
}
