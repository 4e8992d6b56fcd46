//! The flow of a loan application through a partner.

mod course;
mod memory;
mod place;
#[cfg(test)]
mod tests;

use crate::flow::{FlowError, FlowProgram, FlowState, Next, Signal, Step};
use chrono::{DateTime, TimeDelta, Utc};
use course::Scene;
use kredo_domain::loan_application::Action;
use memory::Memory;
pub(crate) use memory::files_of;
use place::Place;
use serde_json::{Value, json};

/// From the partner's request to the loan that runs, or to the end of the application.
///
/// A refusal by a step that no rule foresees ends in an error for an operator; a partner's
/// cancellation is heard between steps, and what has been done is undone in steps of their own.
#[derive(Debug, Clone, Copy)]
pub struct PartnerLoanApplicationFlow {
    /// The pause before an order to pay that was refused is followed by another.
    pub between_orders: TimeDelta,
}

impl Default for PartnerLoanApplicationFlow {
    /// A minute.
    fn default() -> Self {
        Self { between_orders: TimeDelta::minutes(1) }
    }
}

impl FlowProgram for PartnerLoanApplicationFlow {
    fn name(&self) -> &'static str {
        "PartnerLoanApplicationFlow"
    }
    fn version(&self) -> u32 {
        1
    }

    /// The input is `{"application": guid}`.
    fn start(&self, input: &Value, _: DateTime<Utc>) -> Result<FlowState, FlowError> {
        let begin = Place::SaveCustomer.name();
        let state = FlowState::begin(self.name(), self.version(), begin, input.clone());
        state.memory::<Memory>()?;
        Ok(state)
    }

    fn next(&self, state: &FlowState) -> Result<Next, FlowError> {
        let memory: Memory = state.memory()?;
        let place = Place::of(state)?;
        Ok(waited_for(place, &memory).unwrap_or_else(|| match step(place, &memory) {
            Some(step) => Next::Run(step),
            None => Next::Finish,
        }))
    }

    fn resume(
        &self,
        state: &mut FlowState,
        with: &Signal,
        now: DateTime<Utc>,
    ) -> Result<(), FlowError> {
        let (place, mut memory) = (Place::of(state)?, state.memory::<Memory>()?);
        let scene = Scene { state, now, between_orders: self.between_orders };
        if let Some(next) = course::next_place(place, with, &mut memory, scene)? {
            let data = serde_json::to_value(&memory);
            state.data = data.map_err(|fault| state.invalid(fault.to_string()))?;
            state.go(next.name());
        }
        Ok(())
    }
}

/// What is waited for at a place; `None` at a place with a step.
fn waited_for(place: Place, memory: &Memory) -> Option<Next> {
    let task = |action: Action, until| Next::Await { tasks: vec![action.name().to_owned()], until };
    let time = || Next::Await { tasks: Vec::new(), until: memory.wait_until };
    Some(match place {
        Place::AwaitOffer => task(Action::SelectOffer, memory.offer_until),
        Place::AwaitOtpRequest => task(Action::SendOtp, memory.offer_until),
        Place::AwaitSign => task(Action::Sign, memory.offer_until),
        Place::AwaitConfirm => task(Action::Confirm, None),
        Place::CoolingOff | Place::AwaitOrder | Place::AwaitRetry | Place::AwaitUndo => time(),
        _ => return None,
    })
}

/// The step that is due at a place; `None` where nothing is left to do.
fn step(place: Place, memory: &Memory) -> Option<Step> {
    let order = || json!(memory.order);
    let of = |name: &str| memory.assessment.get(name).cloned().unwrap_or_default();
    let (draft, printed, answer) = (&memory.draft, &memory.printed, &memory.answer);
    let (activity, more) = match place {
        Place::SaveCustomer => ("LoanApplicationActivity#saveCustomer", vec![]),
        Place::GatherReports | Place::GatherReportsAgain => {
            ("LoanApplicationActivity#gatherReports", vec![])
        }
        Place::Assess => ("LoanApplicationActivity#assess", vec![memory.reports.clone()]),
        Place::Score => ("LoanApplicationActivity#score", vec![of("figures")]),
        Place::Decide => ("LoanApplicationActivity#decide", vec![of("offer"), answer.clone()]),
        Place::Identify => ("LoanApplicationActivity#identify", vec![]),
        Place::RecordIdentification => {
            ("LoanApplicationActivity#recordIdentification", vec![answer.clone()])
        }
        Place::DraftContract => {
            ("LoanApplicationActivity#draftContract", vec![memory.reports.clone()])
        }
        Place::PrintContract => ("LoanApplicationActivity#printContract", vec![draft.clone()]),
        Place::IssueOtp => {
            ("LoanApplicationActivity#issueOtp", vec![draft.clone(), printed.clone()])
        }
        Place::SendOtp | Place::ResendOtp => {
            ("LoanApplicationActivity#sendOtp", vec![memory.code.clone()])
        }
        Place::RecordOtpSent => {
            let args = vec![draft.clone(), printed.clone(), answer.clone()];
            ("LoanApplicationActivity#recordOtpSent", args)
        }
        Place::RecordResent => ("LoanApplicationActivity#recordResent", vec![answer.clone()]),
        Place::CreateLoan => ("LoanApplicationActivity#createLoan", vec![]),
        Place::SealContract => ("LoanApplicationActivity#sealContract", vec![answer.clone()]),
        Place::RecordSigned => ("LoanApplicationActivity#recordSigned", vec![answer.clone()]),
        Place::EndCoolingOff => ("LoanApplicationActivity#endCoolingOff", vec![]),
        Place::OrderPayout => ("LoanApplicationActivity#orderPayout", vec![]),
        Place::SubmitOrder => ("LoanApplicationActivity#submitOrder", vec![order()]),
        Place::AskOrder => ("LoanApplicationActivity#askOrder", vec![order()]),
        Place::RecordPayout => {
            ("LoanApplicationActivity#recordPayout", vec![order(), answer.clone()])
        }
        Place::RefusePayout => ("LoanApplicationActivity#refusePayout", vec![json!(memory.fault)]),
        Place::StartCharging => ("LoanApplicationActivity#startCharging", vec![]),
        Place::Expire => ("LoanApplicationActivity#expire", vec![]),
        Place::UndoPayout => ("LoanApplicationActivity#undoPayout", vec![order()]),
        Place::Undo => ("LoanApplicationActivity#undo", vec![order(), answer.clone()]),
        Place::Fail => ("LoanApplicationActivity#fail", vec![json!(memory.fault)]),
        Place::AwaitOffer
        | Place::AwaitOtpRequest
        | Place::AwaitSign
        | Place::AwaitConfirm
        | Place::CoolingOff
        | Place::AwaitOrder
        | Place::AwaitRetry
        | Place::AwaitUndo
        | Place::End => return None,
    };
    let args = [vec![json!(memory.application)], more].concat();
    Some(Step { activity, args })
}
