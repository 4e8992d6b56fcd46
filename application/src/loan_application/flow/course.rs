//! Where the flow goes from where it stands.

use super::{memory::Memory, place::Place};
use crate::{
    code,
    flow::{FlowError, FlowState, Signal},
};
use chrono::{DateTime, TimeDelta, Utc};
use kredo_domain::loan_application::Action;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::mem::take;

/// How many orders to pay are made at most.
const MOST_ORDERS: u32 = 3;
/// The longest pause between two questions about an order.
const BETWEEN_QUESTIONS: TimeDelta = TimeDelta::minutes(10);

/// Where and when something happens to the flow.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) state: &'a FlowState,
    pub(super) now: DateTime<Utc>,
    pub(super) between_orders: TimeDelta,
}

type Went = Result<Option<Place>, FlowError>;

/// Where a signal takes the flow; `None` when it does not concern it here.
pub(super) fn next_place(
    place: Place,
    with: &Signal,
    memory: &mut Memory,
    scene: Scene<'_>,
) -> Went {
    match with {
        Signal::Result(result) => after(place, result, memory, scene).map(Some),
        Signal::Failure { code, message } => failed(place, (code, message), memory, scene),
        Signal::Task { name, payload } => Ok(task(place, name, payload, memory)),
        Signal::Cancel { .. } => Ok(cancelled(place, memory)),
        Signal::Deadline => Ok(deadline(place)),
    }
}

const fn deadline(place: Place) -> Option<Place> {
    match place {
        Place::AwaitOffer | Place::AwaitOtpRequest | Place::AwaitSign => Some(Place::Expire),
        Place::CoolingOff => Some(Place::EndCoolingOff),
        Place::AwaitOrder => Some(Place::AskOrder),
        Place::AwaitRetry => Some(Place::OrderPayout),
        Place::AwaitUndo => Some(Place::UndoPayout),
        _ => None,
    }
}

/// The application has recorded the cancellation; what is left is to undo.
fn cancelled(place: Place, memory: &mut Memory) -> Option<Place> {
    match place {
        Place::End | Place::Undo | Place::UndoPayout | Place::AwaitUndo | Place::Fail => None,
        _ => {
            // What a step that is not to come would have needed.
            let answer = take(&mut memory.answer);
            if matches!(place, Place::SealContract | Place::RecordSigned) {
                memory.stray = answer;
            }
            Some(if memory.order.is_some() { Place::UndoPayout } else { Place::Undo })
        }
    }
}

fn task(place: Place, name: &str, payload: &Value, memory: &mut Memory) -> Option<Place> {
    let is = |action: Action| name == action.name();
    match place {
        Place::AwaitOffer if is(Action::SelectOffer) => Some(Place::Identify),
        Place::AwaitOtpRequest if is(Action::SendOtp) => Some(Place::GatherReportsAgain),
        // A further code takes the place of one that is still on its way.
        Place::AwaitSign | Place::ResendOtp if is(Action::SendOtp) && !payload.is_null() => {
            memory.code = payload.clone();
            Some(Place::ResendOtp)
        }
        // Whoever has signed needs no further code.
        Place::AwaitSign | Place::ResendOtp if is(Action::Sign) => {
            memory.code = Value::Null;
            Some(Place::CreateLoan)
        }
        Place::AwaitConfirm if is(Action::Confirm) => Some(Place::StartCharging),
        _ => None,
    }
}

/// Where the failure of a step takes the flow.
fn failed(
    place: Place,
    (code, message): (&str, &str),
    memory: &mut Memory,
    scene: Scene<'_>,
) -> Went {
    let is_refusal = code != code::OUTSIDE_UNAVAILABLE.name();
    let fault = format!("{}: {code}: {message}", place.name());
    Ok(Some(match place {
        Place::Fail => return Err(scene.state.invalid(fault)),
        // The customer may ask for another one.
        Place::ResendOtp => {
            memory.code = Value::Null;
            Place::AwaitSign
        }
        // Money may have moved: nothing else is done before the provider has told the truth.
        Place::SubmitOrder | Place::AskOrder if !is_refusal => ask_later(memory, scene.now),
        Place::SubmitOrder => another_order(fault, memory, scene),
        Place::UndoPayout if !is_refusal => undo_later(memory, scene.now),
        _ => {
            memory.fault = Some(fault);
            Place::Fail
        }
    }))
}

fn ask_later(memory: &mut Memory, now: DateTime<Utc>) -> Place {
    memory.wait_until = Some(now + pause(memory));
    Place::AwaitOrder
}

fn undo_later(memory: &mut Memory, now: DateTime<Utc>) -> Place {
    memory.wait_until = Some(now + pause(memory));
    Place::AwaitUndo
}

/// One second at first, then twice as long from question to question.
fn pause(memory: &mut Memory) -> TimeDelta {
    let doublings = memory.asked.min(20);
    memory.asked = memory.asked.saturating_add(1);
    TimeDelta::seconds(1_i64 << doublings).min(BETWEEN_QUESTIONS)
}

fn another_order(fault: String, memory: &mut Memory, scene: Scene<'_>) -> Place {
    (memory.order, memory.asked) = (None, 0);
    if memory.orders < MOST_ORDERS {
        memory.wait_until = Some(scene.now + scene.between_orders);
        Place::AwaitRetry
    } else {
        memory.fault = Some(fault);
        Place::RefusePayout
    }
}

fn read<T: DeserializeOwned>(result: &Value, state: &FlowState) -> Result<T, FlowError> {
    serde_json::from_value(result.clone()).map_err(|fault| state.invalid(fault.to_string()))
}

/// Where the result of a step takes the flow. A step that ended the application answers null.
fn after(
    place: Place,
    result: &Value,
    memory: &mut Memory,
    scene: Scene<'_>,
) -> Result<Place, FlowError> {
    let goes_on = !result.is_null();
    let or_end = |next: Place| if goes_on { next } else { Place::End };
    Ok(match place {
        Place::SaveCustomer => or_end(Place::GatherReports),
        Place::GatherReports => kept(&mut memory.reports, result, Place::Assess),
        Place::Assess => {
            memory.reports = Value::Null;
            kept(&mut memory.assessment, result, or_end(Place::Score))
        }
        Place::Score => kept(&mut memory.answer, result, Place::Decide),
        Place::Decide => {
            (memory.assessment, memory.answer) = (Value::Null, Value::Null);
            memory.offer_until = read(result, scene.state)?;
            or_end(Place::AwaitOffer)
        }
        Place::Identify => kept(&mut memory.answer, result, Place::RecordIdentification),
        Place::RecordIdentification => {
            memory.answer = Value::Null;
            or_end(Place::AwaitOtpRequest)
        }
        Place::GatherReportsAgain => kept(&mut memory.reports, result, Place::DraftContract),
        Place::DraftContract => {
            memory.reports = Value::Null;
            kept(&mut memory.draft, result, or_end(Place::PrintContract))
        }
        Place::PrintContract => kept(&mut memory.printed, result, Place::IssueOtp),
        Place::IssueOtp => kept(&mut memory.code, result, Place::SendOtp),
        Place::SendOtp => {
            memory.code = Value::Null;
            kept(&mut memory.answer, result, Place::RecordOtpSent)
        }
        Place::RecordOtpSent => {
            drop((take(&mut memory.draft), take(&mut memory.printed), take(&mut memory.answer)));
            Place::AwaitSign
        }
        Place::ResendOtp => {
            memory.code = Value::Null;
            kept(&mut memory.answer, result, Place::RecordResent)
        }
        Place::RecordResent => {
            memory.answer = Value::Null;
            Place::AwaitSign
        }
        Place::CreateLoan => kept(&mut memory.answer, result, Place::SealContract),
        Place::SealContract => kept(&mut memory.answer, result, Place::RecordSigned),
        Place::RecordSigned => {
            memory.answer = Value::Null;
            memory.wait_until = read(result, scene.state)?;
            if memory.wait_until.is_some() { Place::CoolingOff } else { Place::OrderPayout }
        }
        Place::EndCoolingOff => {
            memory.wait_until = None;
            Place::OrderPayout
        }
        _ => return after_payout(place, result, memory, scene),
    })
}

/// As [`after`], from the order to pay on.
fn after_payout(
    place: Place,
    result: &Value,
    memory: &mut Memory,
    scene: Scene<'_>,
) -> Result<Place, FlowError> {
    let standing = result.get("state").and_then(Value::as_str).unwrap_or_default();
    Ok(match place {
        Place::OrderPayout => {
            memory.order = Some(read(result, scene.state)?);
            (memory.orders, memory.asked) = (memory.orders.saturating_add(1), 0);
            Place::SubmitOrder
        }
        // The provider has never seen the order.
        Place::AskOrder if result.is_null() => Place::SubmitOrder,
        Place::SubmitOrder | Place::AskOrder if standing == "PENDING" => {
            ask_later(memory, scene.now)
        }
        Place::SubmitOrder | Place::AskOrder => {
            memory.wait_until = None;
            kept(&mut memory.answer, result, Place::RecordPayout)
        }
        Place::RecordPayout => {
            let answer = take(&mut memory.answer);
            if result == &Value::Bool(true) {
                Place::AwaitConfirm
            } else {
                another_order(format!("the payout was not made: {answer}"), memory, scene)
            }
        }
        Place::RefusePayout => Place::Undo,
        Place::UndoPayout if standing == "PENDING" || standing == "ACCEPTED" => {
            undo_later(memory, scene.now)
        }
        Place::UndoPayout => kept(&mut memory.answer, result, Place::Undo),
        Place::StartCharging | Place::Expire | Place::Undo | Place::Fail => Place::End,
        _ => return Err(scene.state.invalid("a result where no step is due")),
    })
}

fn kept(field: &mut Value, result: &Value, next: Place) -> Place {
    *field = result.clone();
    next
}
