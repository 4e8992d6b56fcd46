//! The program as a machine: what its states look like for ever, and that it knows its places.

use super::{PartnerLoanApplicationFlow, memory::files_of, place::Place};
use crate::flow::{FlowProgram, FlowState, Next, Signal};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

const GOLDEN: &str = include_str!("golden.json");

fn now() -> DateTime<Utc> {
    "2024-11-22T10:00:00Z".parse().unwrap()
}

fn at(place: Place) -> FlowState {
    let input = json!({ "application": "6e7ea57a-5a10-445f-a650-e45bd8432514" });
    let mut state = PartnerLoanApplicationFlow::default().start(&input, now()).unwrap();
    state.step_name = place.name().to_owned();
    state
}

/// What each step of the straight way answers, by the place that it stands at.
fn answer(place: Place) -> Option<Signal> {
    let result = |value| Some(Signal::Result(value));
    let task = |name: &str| Some(Signal::Task { name: name.to_owned(), payload: Value::Null });
    match place {
        Place::AwaitOffer => task("select_offer"),
        Place::AwaitOtpRequest => task("send_otp"),
        Place::AwaitSign => task("sign"),
        Place::AwaitConfirm => task("confirm"),
        Place::Decide => result(json!("2024-11-29T21:00:00Z")),
        Place::RecordSigned => result(Value::Null),
        Place::OrderPayout => result(json!("0193c1f0-0000-7000-8000-000000000001")),
        Place::SubmitOrder => result(json!({ "state": "ACCEPTED", "reference": "p-1" })),
        Place::RecordPayout => result(json!(true)),
        Place::End => None,
        other => result(json!(format!("what {} answers", other.name()))),
    }
}

/// Every state of the straight way, in its order.
fn straight_way() -> Vec<FlowState> {
    let mut state = at(Place::SaveCustomer);
    let mut states = vec![state.clone()];
    while let Some(signal) = answer(Place::of(&state).unwrap()) {
        PartnerLoanApplicationFlow::default().resume(&mut state, &signal, now()).unwrap();
        states.push(state.clone());
    }
    states
}

#[test]
fn the_states_of_this_version_are_kept_as_this_json() {
    let golden: Vec<Value> = serde_json::from_str(GOLDEN).unwrap();
    let states: Vec<_> = straight_way().iter().map(|s| serde_json::to_value(s).unwrap()).collect();
    assert_eq!(states, golden, "{}", serde_json::to_string_pretty(&states).unwrap());
    for kept in golden {
        let state: FlowState = serde_json::from_value(kept).unwrap();
        PartnerLoanApplicationFlow::default().next(&state).unwrap();
    }
}

#[test]
fn nothing_of_a_finished_journey_is_remembered_but_whose_it_was() {
    let end = straight_way().pop().unwrap();
    assert_eq!(end.step_name, "end");
    let mut kept: Vec<_> = end.data.as_object().unwrap().keys().cloned().collect();
    kept.sort();
    assert_eq!(kept, ["application", "offer_until", "order", "orders"]);
}

#[test]
fn every_place_says_what_comes_next() {
    for place in Place::ALL {
        let next = PartnerLoanApplicationFlow::default().next(&at(*place)).unwrap();
        let waits = matches!(next, Next::Await { .. });
        let is_wait = place.name().starts_with("await") || *place == Place::CoolingOff;
        assert_eq!(waits, is_wait, "{}", place.name());
        assert_eq!(next == Next::Finish, *place == Place::End, "{}", place.name());
    }
}

fn told(place: Place, signal: &Signal) -> String {
    let mut state = at(place);
    state.data["order"] = json!("0193c1f0-0000-7000-8000-000000000001");
    PartnerLoanApplicationFlow::default().resume(&mut state, signal, now()).unwrap();
    state.step_name
}

#[test]
fn a_cancellation_is_heard_everywhere_and_stops_the_payout_first() {
    let cancel = Signal::Cancel { reason: "no".to_owned() };
    for place in Place::ALL {
        let expected = match place {
            Place::End | Place::Undo | Place::UndoPayout | Place::AwaitUndo | Place::Fail => {
                place.name()
            }
            _ => "undo_payout",
        };
        assert_eq!(told(*place, &cancel), expected);
    }
}

#[test]
fn what_does_not_concern_a_place_changes_nothing() {
    let task = Signal::Task { name: "confirm".to_owned(), payload: Value::Null };
    for place in Place::ALL {
        let concerned = *place == Place::AwaitConfirm;
        assert_eq!(told(*place, &task) != place.name(), concerned, "{}", place.name());
    }
}

#[test]
fn money_that_may_have_moved_is_asked_for_before_anything_else() {
    let failure = |code: &str| Signal::Failure { code: code.to_owned(), message: String::new() };
    let (away, refused) = (failure("OUTSIDE_UNAVAILABLE"), failure("OUTSIDE_REFUSED"));
    for (place, signal, expected) in [
        (Place::SubmitOrder, &away, "await_order"),
        (Place::AskOrder, &away, "await_order"),
        (Place::SubmitOrder, &refused, "await_retry"),
        (Place::UndoPayout, &away, "await_undo"),
        (Place::UndoPayout, &refused, "fail"),
        (Place::ResendOtp, &away, "await_sign"),
        (Place::ResendOtp, &refused, "await_sign"),
        (Place::SendOtp, &refused, "fail"),
        (Place::SealContract, &away, "fail"),
    ] {
        assert_eq!(told(place, signal), expected, "{} {signal:?}", place.name());
    }
}

#[test]
fn an_order_that_the_provider_has_never_seen_is_placed_again() {
    assert_eq!(told(Place::AskOrder, &Signal::Result(Value::Null)), "submit_order");
}

#[test]
fn a_signature_is_heard_while_a_further_code_is_on_its_way() {
    let sign = Signal::Task { name: "sign".to_owned(), payload: Value::Null };
    assert_eq!(told(Place::ResendOtp, &sign), "create_loan");
}

/// What the flow knows of files where a partner cancels at that place.
fn files_after_cancel(place: Place) -> Vec<String> {
    let mut flow =
        straight_way().into_iter().find(|state| state.step_name == place.name()).unwrap();
    let file = |n: u128| Uuid::from_u128(n).to_string();
    let answer = match place {
        Place::SealContract => json!(file(3)),
        Place::RecordSigned => json!({ "bytes": { "storage_id": file(3) }, "key_id": "key" }),
        _ => Value::Null,
    };
    let real = [
        ("draft", json!({ "file": file(1) })),
        ("printed", json!({ "storage_id": file(2) })),
        ("answer", answer),
    ];
    let data = flow.data.as_object_mut().unwrap();
    for (name, value) in real {
        data.entry(name).and_modify(|text| *text = value);
    }
    let cancel = Signal::Cancel { reason: "no".to_owned() };
    PartnerLoanApplicationFlow::default().resume(&mut flow, &cancel, now()).unwrap();
    files_of(&flow)
}

#[test]
fn a_file_that_came_to_be_no_contract_is_known_to_the_flow_alone() {
    for (place, files) in [
        (Place::PrintContract, 1),
        (Place::IssueOtp, 2),
        (Place::RecordOtpSent, 2),
        (Place::AwaitSign, 0),
        (Place::SealContract, 1),
        (Place::RecordSigned, 1),
        (Place::OrderPayout, 0),
    ] {
        let known = files_after_cancel(place);
        assert_eq!(known.len(), files, "{}: {known:?}", place.name());
    }
}
