//! The rules that the tables do not show: bodies, instants, what is told.

use super::fixture::{
    Journey, act, application, approval, confirmation, contract, cooling_off_until, customer, file,
    fingerprint, in_time, instant, number, other_approval, too_late,
};
use super::*;
use crate::{Coded, DomainEvent, ErrorKind, Money, loan::fixture::a_year};
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use serde_json::json;

fn moscow() -> FixedOffset {
    FixedOffset::east_opt(3 * 3_600).unwrap()
}

fn view(journey: &Journey) -> PartnerView {
    journey.application.partner_view(moscow())
}

fn names(events: &[LoanApplicationEvent]) -> Vec<&'static str> {
    events.iter().map(DomainEvent::name).collect()
}

#[test]
fn an_action_out_of_turn_is_told_what_is_expected() {
    let mut waiting = Journey::to(StageName::AwaitingOtpRequest).application;
    let refusal = act(&mut waiting, Action::Sign, false, in_time()).unwrap_err();
    let expected = Expectation::Action(Action::SendOtp);
    assert_eq!(refusal, LoanApplicationError::OutOfTurn { action: Action::Sign, expected });
    assert_eq!(refusal.code().kind(), ErrorKind::Conflict);
    assert_eq!(application().expectation(), Expectation::Patience);
    let declined = Journey::to(StageName::Checking).declined();
    assert_eq!(declined.application.expectation(), Expectation::Nothing("DECLINED"));
}

#[test]
fn an_action_again_is_accepted_and_does_nothing_however_far_the_journey_has_gone() {
    let signed = Journey::to(StageName::Signed);
    let ends = [signed.clone(), signed.then(Action::Cancel).undone(), signed.failed()];
    for mut journey in ends {
        let before = journey.application.clone();
        for action in [Action::SelectOffer, Action::SendOtp, Action::Sign] {
            let outcome = act(&mut journey.application, action, false, too_late()).unwrap();
            let repeated = ActionOutcome { answer: Answer::Repeated, events: vec![] };
            assert_eq!(outcome, repeated, "{action:?}");
        }
        assert_eq!(journey.application, before);
    }
    let mut selected = Journey::to(StageName::Identifying).application;
    assert_eq!(selected.select_offer(in_time()).unwrap().answer, Answer::Repeated);
    let mut requested = Journey::to(StageName::SendingOtp).application;
    assert_eq!(requested.send_otp(in_time()).unwrap().answer, Answer::Repeated);
}

#[test]
fn the_same_action_with_another_body_is_refused() {
    let signed = Journey::to(StageName::Confirming);
    for (mut journey, action) in [
        (signed.clone(), Action::Sign),
        (signed, Action::Confirm),
        (Journey::to(StageName::Approved).then(Action::Cancel), Action::Cancel),
    ] {
        let refusal = act(&mut journey.application, action, true, in_time()).unwrap_err();
        assert_eq!(refusal.code().name(), "TASK_ALREADY_COMPLETED", "{action:?}");
    }
}

#[test]
fn a_code_is_asked_for_again_only_while_one_is_awaited() {
    let mut awaited = Journey::to(StageName::AwaitingOtp).application;
    let ActionOutcome { answer, events } = awaited.send_otp(in_time()).unwrap();
    assert_eq!((answer, events.len()), (Answer::ResendRequested, 0));
    assert_eq!(awaited.send_otp(too_late()).unwrap().answer, Answer::OfferExpired);
}

#[test]
fn an_offer_stands_until_the_instant_of_its_end() {
    let mut last = Journey::to(StageName::Approved).application;
    let outcome = last.select_offer(too_late() - TimeDelta::nanoseconds(1)).unwrap();
    assert_eq!(outcome.answer, Answer::Accepted);
}

#[test]
fn an_expired_offer_is_refused_and_that_is_remembered() {
    let mut late = Journey::to(StageName::Approved).application;
    let ActionOutcome { answer, events } = late.select_offer(too_late()).unwrap();
    assert_eq!(answer.refusal().unwrap().code().name(), "OFFER_EXPIRED");
    assert_eq!(names(&events), ["kredo.loan-application.expired.v1"]);
    assert!(matches!(late.state(), State::Expired { .. }));
    let again = late.select_offer(in_time()).unwrap_err();
    assert_eq!(again, LoanApplicationError::OfferExpired);
}

#[test]
fn a_signature_is_not_refused_once_it_was_in_time() {
    let mut signed = Journey::to(StageName::Signing).application;
    let outcome = signed.sign(fingerprint("the usual body"), too_late()).unwrap();
    assert_eq!(outcome, ActionOutcome { answer: Answer::Repeated, events: vec![] });
    assert_eq!(signed.expire(too_late()), [], "nor does a late timer end it");
}

#[test]
fn a_code_is_asked_about_before_it_is_tried() {
    let journey = Journey::to(StageName::AwaitingOtp);
    let (usual, other) = (fingerprint("the usual body"), fingerprint("another body"));
    let asked = |application: &LoanApplication, code, now| application.expects_code(code, now);
    assert_eq!(asked(&journey.application, &usual, in_time()), Ok(Answer::Accepted));
    assert_eq!(asked(&journey.application, &usual, too_late()), Ok(Answer::OfferExpired));
    let signed = journey.then(Action::Sign).application;
    assert_eq!(asked(&signed, &usual, in_time()), Ok(Answer::Repeated));
    let taken = Err(LoanApplicationError::ActionAlreadyTaken(Action::Sign));
    assert_eq!(asked(&signed, &other, in_time()), taken);
}

#[test]
fn what_only_waits_is_cancelled_at_once_and_what_was_signed_is_undone_first() {
    let mut waiting = Journey::to(StageName::AwaitingOtp).application;
    let outcome = waiting.cancel("changed my mind".to_owned()).unwrap();
    assert_eq!(names(&outcome.events), ["kredo.loan-application.cancelled.v1"]);

    let mut signed = Journey::to(StageName::Signed).application;
    let outcome = signed.cancel("changed my mind".to_owned()).unwrap();
    assert_eq!(names(&outcome.events), ["kredo.loan-application.cancel-requested.v1"]);
    assert_eq!(signed.partner_view(moscow()).status, PartnerStatus::Processing);
    let undone = signed.undone().unwrap();
    assert_eq!(names(&undone), ["kredo.loan-application.cancelled.v1"]);
    assert_eq!(signed.state().cancel_reason(), Some("changed my mind"));
    let kept = signed.state().contract().map(|contract| contract.number.clone());
    assert_eq!(kept, Some(number(17)), "what was signed is kept as evidence");
}

#[test]
fn after_the_confirmation_nothing_is_cancelled() {
    let mut confirmed = Journey::to(StageName::Confirming).application;
    let refusal = confirmed.cancel("too late".to_owned()).unwrap_err();
    assert_eq!(refusal.code().name(), "POINT_OF_NO_RETURN");
}

#[test]
fn a_late_step_does_not_bring_a_cancelled_application_back() {
    let cancelling = Journey::to(StageName::Checking).then(Action::Cancel);
    for mut late in [cancelling.application.clone(), cancelling.undone().application] {
        let before = late.clone();
        assert_eq!(late.attach_customer(customer(7)), Ok(vec![]));
        assert_eq!(late.approve(approval()), Ok(vec![]));
        assert_eq!(late.decline(DeclineReason::SelfBan.into()), Ok(vec![]));
        assert_eq!(late, before);
    }
}

#[test]
fn a_step_that_contradicts_an_earlier_one_is_refused() {
    let mismatch = |step, state| Err(LoanApplicationError::StageMismatch { step, state });
    let mut reached = Journey::to(StageName::AwaitingOtp).application;
    let before = reached.clone();
    let state = "AWAITING_OTP";
    assert_eq!(reached.attach_customer(customer(8)), mismatch(Step::AttachCustomer, state));
    assert_eq!(reached.approve(other_approval()), mismatch(Step::Approve, state));
    let other_number = Contract { number: number(18), ..contract("ab") };
    let other_terms = Contract { offer: other_approval().offer, ..contract("ab") };
    for other in [contract("cd"), other_number, other_terms] {
        assert_eq!(reached.otp_sent(other), mismatch(Step::OtpSent, state));
    }
    assert_eq!(reached, before);
    let mut declined = Journey::to(StageName::Checking).declined().application;
    let other = declined.decline(DeclineReason::SelfBan.into());
    assert_eq!(other, mismatch(Step::Decline, "DECLINED"));
}

#[test]
fn a_customer_is_attached_once_and_before_the_checks_are_over() {
    let mut known = application();
    known.attach_customer(customer(7)).unwrap();
    assert!(known.attach_customer(customer(8)).is_err());
    assert_eq!(known.record().customer, Some(customer(7)));
    let mut unknown = application();
    unknown.approve(approval()).unwrap();
    assert!(unknown.attach_customer(customer(7)).is_err());
}

#[test]
fn money_does_not_go_before_the_cooling_off_time_is_over() {
    let mut waiting = Journey::to(StageName::CoolingOff).application;
    let early = cooling_off_until() - TimeDelta::nanoseconds(1);
    let refusal = waiting.cooling_off_over(early).unwrap_err();
    assert_eq!(refusal, LoanApplicationError::CoolingOffRunning(cooling_off_until()));
    assert!(waiting.paid_out().is_err());
    assert_eq!(waiting.cooling_off_over(cooling_off_until()).unwrap().len(), 1);
    assert_eq!(waiting.state().name(), "PAYING_OUT");
}

#[test]
fn without_a_cooling_off_time_money_goes_at_once() {
    let mut signing = Journey::to(StageName::Signing).application;
    signing.contract_signed(None).unwrap();
    assert_eq!(signing.state().name(), "PAYING_OUT");
}

#[test]
fn a_refused_payout_ends_with_an_operator_unless_the_partner_cancels_meanwhile() {
    let failing = Journey::refused_payout();
    let undone = failing.undone();
    assert_eq!(undone.application.state().name(), "FAILED");
    assert_eq!(view(&undone).status, PartnerStatus::Error);
    let cancelled = failing.then(Action::Cancel).undone();
    assert_eq!(cancelled.application.state().name(), "CANCELLED");
}

#[test]
fn a_failed_undo_remembers_that_the_partner_had_cancelled() {
    let mut failed = Journey::to(StageName::Signed).then(Action::Cancel).failed().application;
    assert_eq!(failed.state().name(), "FAILED");
    let outcome = act(&mut failed, Action::Cancel, false, in_time()).unwrap();
    assert_eq!(outcome.answer, Answer::Repeated);
}

#[test]
fn the_same_file_is_kept_once_and_files_are_limited() {
    let mut application = application();
    let first = file("0");
    application.upload_file(first.clone()).unwrap();
    let stored_elsewhere = UploadedFile { storage_id: "storage-2".to_owned(), ..first.clone() };
    assert_eq!(application.upload_file(stored_elsewhere).unwrap().answer, Answer::Repeated);
    let of_another_kind = UploadedFile { kind: "PASSPORT".to_owned(), ..first };
    assert_eq!(application.upload_file(of_another_kind).unwrap().answer, Answer::Accepted);
    for n in 2..LoanApplication::MAX_FILES {
        application.upload_file(file(&n.to_string())).unwrap();
    }
    let refusal = application.upload_file(file("one more")).unwrap_err();
    assert_eq!(refusal, LoanApplicationError::TooManyFiles(100));
    assert_eq!(application.record().files.len(), 100);
}

#[test]
fn the_partner_sees_the_terms_of_the_offer() {
    let seen = view(&Journey::to(StageName::Approved));
    let terms = ConfirmedProduct {
        product_code: "1800".to_owned(),
        payment: Money::kopecks(1_409_778),
        interest_rate: a_year("17.3"),
        credit_info: CreditInfo {
            cost: Money::kopecks(20_899_050),
            first_pay: Money::kopecks(0),
            period: 6,
            in_credit: Money::kopecks(8_050_050),
            out_of_credit: Money::kopecks(12_849_000),
        },
    };
    assert_eq!(seen.confirmed_product, Some(terms));
    assert_eq!((seen.status.name(), seen.message.as_str()), ("APPROVED", ""));
    let shown = view(&Journey::to(StageName::AwaitingOtp)).contract_number;
    assert_eq!(shown, Some(number(17)));
}

#[test]
fn the_messages_that_partners_compare_are_spelled_as_the_manual_spells_them() {
    for (stage, message) in [
        (StageName::AwaitingOtpRequest, "Request OTP code"),
        (StageName::AwaitingOtp, "Enter OTP code"),
        (StageName::Signed, "Contract is signed. Transfer of product"),
    ] {
        let seen = view(&Journey::to(stage));
        assert_eq!((seen.status.name(), seen.message.as_str()), ("CONFIRMATION", message));
    }
}

#[test]
fn the_end_of_the_cooling_off_time_is_told_in_the_lenders_zone() {
    let mut signing = Journey::to(StageName::Signing).application;
    let mut endless = signing.clone();
    signing.contract_signed(Some(instant("2026-11-22T20:30:00Z"))).unwrap();
    let message = signing.partner_view(moscow()).message;
    assert!(message.ends_with(" 2026-11-22T23:30:00+03:00."), "{message}");
    endless.contract_signed(Some(DateTime::<Utc>::MAX_UTC)).unwrap();
    assert!(endless.partner_view(moscow()).message.starts_with("Идёт период охлаждения"));
}

#[test]
fn a_client_reads_every_reason_and_never_the_fault() {
    let mut checked = application();
    let reasons = [DeclineReason::InnInvalid, DeclineReason::SelfBan];
    checked.decline(DeclineReasons::from_all(reasons).unwrap()).unwrap();
    let message = checked.partner_view(moscow()).message;
    assert_eq!(
        message,
        "ИНН указан с ошибкой. В кредитной истории установлен самозапрет на \
                         заключение договоров займа."
    );
    let failed = view(&Journey::to(StageName::Signing).failed());
    assert_eq!(failed.message, message::FAILED);
}

#[test]
fn events_tell_guids_codes_and_instants() {
    let mut application = application();
    let id = application.id();
    application.attach_customer(customer(7)).unwrap();
    let approved = application.approve(approval()).unwrap();
    assert_eq!(names(&approved), ["kredo.loan-application.approved.v1"]);
    let told = json!([{
        "applicationGuid": id,
        "customerGuid": customer(7),
        "partner": "demo-shop",
        "productCode": "1800",
        "expiresAt": "2024-11-29T21:00:00Z",
    }]);
    assert_eq!(serde_json::to_value(&approved).unwrap(), told);
    let selected = act(&mut application, Action::SelectOffer, false, in_time()).unwrap().events;
    let bare = json!([{
        "applicationGuid": id, "customerGuid": customer(7), "partner": "demo-shop",
    }]);
    assert_eq!(serde_json::to_value(&selected).unwrap(), bare);
    let declined = application.decline(DeclineReason::IdentificationFailed.into()).unwrap();
    let told = serde_json::to_value(&declined).unwrap();
    assert_eq!(told[0]["reasons"], json!(["IDENTIFICATION_FAILED"]));
}

#[test]
fn what_the_partner_confirmed_is_kept_as_it_was_sent() {
    let completed = Journey::to_the_end().application;
    let kept = completed.state().confirmation();
    assert_eq!(kept, Some(&confirmation("the usual body")));
}
