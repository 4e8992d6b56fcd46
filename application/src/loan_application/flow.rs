//! The flow of a loan application through a partner.

use crate::flow::{FlowError, FlowProgram, FlowState, Next, Signal, Step};
use chrono::{DateTime, Utc};
use kredo_domain::loan_application::{Action, LoanApplicationId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// From the partner's request to the end of the application.
///
/// A refusal by a step that no rule foresees ends in an
/// error for an operator; a partner's cancellation is heard between steps.
#[derive(Debug, Clone, Copy, Default)]
pub struct PartnerLoanApplicationFlow;

/// What the flow remembers.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Memory {
    application: LoanApplicationId,
    /// What credit bureaus and sanctions lists said.
    #[serde(default)]
    reports: Value,
    /// The offer that is to be decided on, and the figures to decide by.
    #[serde(default)]
    assessment: Value,
    /// What the scoring, then the identification, answered.
    #[serde(default)]
    answer: Value,
    /// Until when the offer stands.
    #[serde(default)]
    offer_until: Option<DateTime<Utc>>,
    /// Why it failed, for the operator.
    #[serde(default)]
    fault: Option<String>,
}

/// Where the flow can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    SaveCustomer,
    GatherReports,
    Assess,
    Score,
    Decide,
    AwaitOffer,
    Identify,
    RecordIdentification,
    AwaitOtpRequest,
    Expire,
    Undo,
    Fail,
    End,
}

impl Place {
    const ALL: [Self; 13] = [
        Self::SaveCustomer,
        Self::GatherReports,
        Self::Assess,
        Self::Score,
        Self::Decide,
        Self::AwaitOffer,
        Self::Identify,
        Self::RecordIdentification,
        Self::AwaitOtpRequest,
        Self::Expire,
        Self::Undo,
        Self::Fail,
        Self::End,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::SaveCustomer => "save_customer",
            Self::GatherReports => "gather_reports",
            Self::Assess => "assess",
            Self::Score => "score",
            Self::Decide => "decide",
            Self::AwaitOffer => "await_select_offer",
            Self::Identify => "identify",
            Self::RecordIdentification => "record_identification",
            Self::AwaitOtpRequest => "await_send_otp",
            Self::Expire => "expire",
            Self::Undo => "undo",
            Self::Fail => "fail",
            Self::End => "end",
        }
    }
    fn of(state: &FlowState) -> Result<Self, FlowError> {
        let found = Self::ALL.into_iter().find(|place| place.name() == state.step_name);
        found.ok_or_else(|| state.invalid("no such place"))
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
        let guid = json!(memory.application);
        let run = |activity, more: Vec<Value>| {
            let args = [vec![guid.clone()], more].concat();
            Next::Run(Step { activity, args })
        };
        let wait = |action: Action| Next::Await {
            tasks: vec![action.name().to_owned()],
            until: memory.offer_until,
        };
        let figures = || memory.assessment.get("figures").cloned().unwrap_or_default();
        let offer = || memory.assessment.get("offer").cloned().unwrap_or_default();
        Ok(match Place::of(state)? {
            Place::SaveCustomer => run("LoanApplicationActivity#saveCustomer", vec![]),
            Place::GatherReports => run("LoanApplicationActivity#gatherReports", vec![]),
            Place::Assess => run("LoanApplicationActivity#assess", vec![memory.reports.clone()]),
            Place::Score => run("LoanApplicationActivity#score", vec![figures()]),
            Place::Decide => {
                run("LoanApplicationActivity#decide", vec![offer(), memory.answer.clone()])
            }
            Place::AwaitOffer => wait(Action::SelectOffer),
            Place::Identify => run("LoanApplicationActivity#identify", vec![]),
            Place::RecordIdentification => {
                run("LoanApplicationActivity#recordIdentification", vec![memory.answer.clone()])
            }
            Place::AwaitOtpRequest => wait(Action::SendOtp),
            Place::Expire => run("LoanApplicationActivity#expire", vec![]),
            Place::Undo => run("LoanApplicationActivity#undo", vec![]),
            Place::Fail => run("LoanApplicationActivity#fail", vec![json!(memory.fault)]),
            Place::End => Next::Finish,
        })
    }

    fn resume(
        &self,
        state: &mut FlowState,
        with: &Signal,
        _: DateTime<Utc>,
    ) -> Result<(), FlowError> {
        let (place, mut memory) = (Place::of(state)?, state.memory::<Memory>()?);
        if let Some(next) = next_place(place, with, &mut memory, state)? {
            let data = serde_json::to_value(&memory);
            state.data = data.map_err(|fault| state.invalid(fault.to_string()))?;
            state.go(next.name());
        }
        Ok(())
    }
}

/// Where a signal takes the flow; `None` when it does not concern it here.
fn next_place(
    place: Place,
    with: &Signal,
    memory: &mut Memory,
    state: &FlowState,
) -> Result<Option<Place>, FlowError> {
    Ok(match with {
        Signal::Result(result) => Some(after(place, result, memory, state)?),
        // The application has recorded the cancellation; what is left is to undo.
        Signal::Cancel { .. } if place != Place::End => Some(Place::Undo),
        Signal::Failure { code, message } => {
            if place == Place::Fail {
                return Err(state.invalid(format!("{code}: {message}")));
            }
            memory.fault = Some(format!("{}: {code}: {message}", place.name()));
            Some(Place::Fail)
        }
        Signal::Deadline if matches!(place, Place::AwaitOffer | Place::AwaitOtpRequest) => {
            Some(Place::Expire)
        }
        Signal::Task { name, .. } => match place {
            Place::AwaitOffer if name == Action::SelectOffer.name() => Some(Place::Identify),
            _ => None,
        },
        Signal::Cancel { .. } | Signal::Deadline => None,
    })
}

/// Where the result of a step takes the flow. A step that ended the application answers null.
fn after(
    place: Place,
    result: &Value,
    memory: &mut Memory,
    state: &FlowState,
) -> Result<Place, FlowError> {
    let goes_on = !result.is_null();
    let or_end = |next: Place| if goes_on { next } else { Place::End };
    Ok(match place {
        Place::SaveCustomer => or_end(Place::GatherReports),
        Place::GatherReports => {
            memory.reports = result.clone();
            Place::Assess
        }
        Place::Assess => {
            memory.reports = Value::Null;
            memory.assessment = result.clone();
            or_end(Place::Score)
        }
        Place::Score => {
            memory.answer = result.clone();
            Place::Decide
        }
        Place::Decide => {
            (memory.assessment, memory.answer) = (Value::Null, Value::Null);
            let until = serde_json::from_value(result.clone());
            memory.offer_until = until.map_err(|fault| state.invalid(fault.to_string()))?;
            or_end(Place::AwaitOffer)
        }
        Place::Identify => {
            memory.answer = result.clone();
            Place::RecordIdentification
        }
        Place::RecordIdentification => {
            memory.answer = Value::Null;
            or_end(Place::AwaitOtpRequest)
        }
        Place::Expire | Place::Undo | Place::Fail => Place::End,
        Place::AwaitOffer | Place::AwaitOtpRequest | Place::End => place,
    })
}
