//! A partner applies for its customer.

use super::{flow::PartnerLoanApplicationFlow, flow_of};
use crate::{
    AppError, BusinessTime, Recorder, StoreError, UnitOfWork, UseCase,
    flow::{Flow, FlowId, FlowProgram, TellsFlow},
    store::unless_raced,
};
use async_trait::async_trait;
use kredo_domain::{
    identity::AccountName,
    loan::Loan,
    loan_application::{
        Fingerprint, LoanApplication, LoanApplicationError, LoanApplicationId, NewLoanApplication,
        Questionnaire,
    },
    personal_data::{DataSubject, Erasure},
};
use serde_json::json;

/// Creates an application and begins its flow, in one unit.
pub struct CreateApplication {
    recorder: Recorder,
    time: BusinessTime,
}

/// What the partner sent.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateApplicationCommand {
    /// Who sent it.
    pub partner: AccountName,
    /// The guid that it proposes, if any.
    pub proposed: Option<LoanApplicationId>,
    /// Fingerprint of the whole request.
    pub request: Fingerprint,
    /// What is asked for.
    pub questionnaire: Questionnaire,
}

impl CreateApplication {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime) -> Self {
        Self { recorder, time }
    }
}

#[async_trait]
impl UseCase for CreateApplication {
    type Command = CreateApplicationCommand;
    type Output = LoanApplicationId;

    /// The same request from the same partner under the same guid gets the same application.
    ///
    /// # Errors
    /// [`LoanApplicationError::AlreadyExists`] when the guid is taken by another request,
    /// [`LoanApplicationError::QuestionnaireInvalid`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &CreateApplicationCommand,
    ) -> Result<LoanApplicationId, AppError> {
        let CreateApplicationCommand { partner, proposed, request, questionnaire } =
            command.clone();
        let id = proposed.unwrap_or_else(|| self.recorder.new_id());
        if let Some(known) = unit.loan_applications().get(id).await? {
            let same = known.value.is_answer_to(&partner, &request);
            return if same { Ok(id) } else { Err(LoanApplicationError::AlreadyExists.into()) };
        }
        if proposed.is_some() && was_another(unit, id).await? {
            return Err(LoanApplicationError::AlreadyExists.into());
        }
        let new = NewLoanApplication { id, partner, request, questionnaire };
        let now = self.time.now();
        let (application, events) = LoanApplication::create(new, now)?;
        // Created since it was looked for: the next look tells whether by the same request.
        unless_raced(unit.loan_applications().insert(&application).await)?;
        self.recorder.record(unit, &events).await?;
        let state =
            PartnerLoanApplicationFlow::default().start(&json!({ "application": id }), now)?;
        let flow = Flow::begin(flow_of(id), state, self.recorder.now());
        Ok(unit.flows().insert(&flow).await.map(|()| id)?)
    }
}

/// Whether there was an application of that guid whose data is erased.
async fn was_another(unit: &mut dyn UnitOfWork, id: LoanApplicationId) -> Result<bool, StoreError> {
    let loan = unit.loans().get(Loan::id_of(id)).await?;
    let act = unit.erasures().get(Erasure::id_of(DataSubject::Applicant(id))).await?;
    Ok(loan.is_some() || act.is_some())
}

impl TellsFlow for CreateApplication {
    fn flow(&self, _: &CreateApplicationCommand, created: &LoanApplicationId) -> FlowId {
        flow_of(*created)
    }
}
