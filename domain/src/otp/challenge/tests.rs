use super::*;
use crate::{Coded, otp::OtpRules};
use serde_json::json;
use uuid::Uuid;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

fn phone(digits: &str) -> Phone {
    Phone::restore(digits.to_owned())
}

fn document() -> DocumentHash {
    DocumentHash::new("ab".repeat(32))
}

fn code(text: &str) -> CodeHash {
    CodeHash::new(text.to_owned())
}

fn issue(policy: OtpPolicy) -> OtpChallenge {
    let application = LoanApplicationId::new(Uuid::from_u128(1));
    let new = NewOtpChallenge {
        id: OtpChallengeId::new(Uuid::from_u128(2)),
        purpose: OtpPurpose::Signature { application },
        phone: phone("79010000001"),
        document: Some(document()),
        code: code("first"),
        policy,
    };
    OtpChallenge::issue(new, at(0)).0
}

fn issued() -> OtpChallenge {
    issue(OtpPolicy::default())
}

fn enter(challenge: &mut OtpChallenge, matches: bool, now: i64) -> CheckOutcome {
    let (phone, document) = (phone("79010000001"), document());
    let attempt = Attempt { matches, phone: &phone, document: Some(&document) };
    challenge.check(attempt, at(now)).0
}

fn wrong(left: u32) -> CheckOutcome {
    CheckOutcome::Refused(OtpError::Wrong { left })
}

#[test]
fn the_right_code_is_accepted_and_again_as_a_repetition() {
    let mut challenge = issued();
    assert_eq!(enter(&mut challenge, true, 299), CheckOutcome::Accepted);
    let accepted = challenge.clone();
    assert_eq!(enter(&mut challenge, true, 1_000), CheckOutcome::Repeated);
    let another = CheckOutcome::Refused(OtpError::AlreadyUsed);
    assert_eq!(enter(&mut challenge, false, 1_000), another);
    assert_eq!(challenge, accepted, "nothing is counted after the right code");
}

#[test]
fn a_code_is_void_from_the_instant_it_expires() {
    let mut challenge = issued();
    let expired = CheckOutcome::Refused(OtpError::Expired);
    assert_eq!(enter(&mut challenge, true, 300), expired);
    assert_eq!(challenge, issued(), "a code that is too old costs no try");
    assert_eq!(enter(&mut challenge, true, 299), CheckOutcome::Accepted);
}

#[test]
fn the_third_wrong_code_ends_the_tries_even_for_the_right_one() {
    let mut challenge = issued();
    for left in [2, 1, 0] {
        assert_eq!(enter(&mut challenge, false, 1), wrong(left));
    }
    let exceeded = CheckOutcome::Refused(OtpError::AttemptsExceeded);
    assert_eq!(enter(&mut challenge, true, 1), exceeded);
    assert_eq!(enter(&mut challenge, false, 1_000), exceeded);
    assert_eq!(challenge.record().attempts_in_all, 3);
}

#[test]
fn a_further_code_replaces_the_one_before_and_has_its_own_tries() {
    let mut challenge = issued();
    assert_eq!(enter(&mut challenge, false, 1), wrong(2));
    let (outcome, events) = challenge.resend(code("second"), at(60));
    assert_eq!((outcome, events.len()), (ResendOutcome::Resent, 1));
    assert_eq!(challenge.record().code, code("second"));
    assert_eq!(challenge.record().expires_at, at(360));
    assert_eq!(enter(&mut challenge, false, 359), wrong(2));
    assert_eq!(challenge.record().attempts_in_all, 2);
    assert_eq!(enter(&mut challenge, true, 359), CheckOutcome::Accepted);
}

#[test]
fn nothing_is_sent_before_the_pause_is_over() {
    let mut challenge = issued();
    let (outcome, events) = challenge.resend(code("second"), at(59));
    assert_eq!(outcome, ResendOutcome::TooEarly { allowed_at: at(60) });
    assert_eq!((events.len(), challenge), (0, issued()));
}

#[test]
fn after_the_last_further_code_there_is_none() {
    let mut challenge = issued();
    for now in [60, 120, 180] {
        assert_eq!(challenge.resend(code("next"), at(now)).0, ResendOutcome::Resent);
    }
    let early = ResendOutcome::TooEarly { allowed_at: at(240) };
    assert_eq!(challenge.resend(code("next"), at(239)).0, early);
    let last = challenge.clone();
    let refused = ResendOutcome::Refused(OtpError::LimitExceeded);
    assert_eq!(challenge.resend(code("next"), at(240)).0, refused);
    assert_eq!(challenge, last);
}

#[test]
fn after_the_right_code_none_is_sent() {
    let mut challenge = issued();
    enter(&mut challenge, true, 1);
    let refused = ResendOutcome::Refused(OtpError::AlreadyUsed);
    assert_eq!(challenge.resend(code("next"), at(1_000)).0, refused);
}

#[test]
fn a_code_is_good_for_its_phone_and_document_only() {
    let (own, other) = (phone("79010000001"), phone("79010000002"));
    let (shown, changed) = (document(), DocumentHash::new("cd".repeat(32)));
    let mut challenge = issued();
    for matches in [true, false] {
        for (phone, document, refusal) in [
            (&other, Some(&shown), OtpError::PhoneMismatch),
            (&own, Some(&changed), OtpError::DocumentMismatch),
            (&own, None, OtpError::DocumentMismatch),
        ] {
            let attempt = Attempt { matches, phone, document };
            let (outcome, events) = challenge.check(attempt, at(1));
            assert_eq!((outcome, events.len()), (CheckOutcome::Refused(refusal), 0));
        }
    }
    assert_eq!(challenge, issued(), "none of them costs a try");
    enter(&mut challenge, true, 1);
    let attempt = Attempt { matches: true, phone: &own, document: Some(&changed) };
    let refused = CheckOutcome::Refused(OtpError::DocumentMismatch);
    assert_eq!(challenge.check(attempt, at(2)).0, refused, "nor after it was accepted");
}

#[test]
fn a_login_is_bound_to_no_document() {
    let own = phone("79010000001");
    let mut record = issued().record().clone();
    (record.purpose, record.document) = (OtpPurpose::ClientLogin, None);
    let mut challenge = OtpChallenge::restore(record);
    let attempt = Attempt { matches: true, phone: &own, document: Some(&document()) };
    let refused = CheckOutcome::Refused(OtpError::DocumentMismatch);
    assert_eq!(challenge.check(attempt, at(1)).0, refused);
    let attempt = Attempt { document: None, ..attempt };
    assert_eq!(challenge.check(attempt, at(1)).0, CheckOutcome::Accepted);
}

#[test]
fn a_challenge_keeps_the_rules_it_was_issued_under() {
    let rules = OtpRules { attempts: 1, resends: 0, ..OtpRules::default() };
    let mut challenge = issue(OtpPolicy::try_new(rules).unwrap());
    assert_eq!(enter(&mut challenge, false, 1), wrong(0));
    let refused = ResendOutcome::Refused(OtpError::LimitExceeded);
    assert_eq!(challenge.resend(code("next"), at(60)).0, refused);
}

#[test]
fn refusals_have_the_codes_that_partners_know() {
    for (error, code) in [
        (OtpError::Wrong { left: 2 }, "OTP_INVALID"),
        (OtpError::Expired, "OTP_EXPIRED"),
        (OtpError::AttemptsExceeded, "OTP_ATTEMPTS_EXCEEDED"),
        (OtpError::LimitExceeded, "OTP_LIMIT_EXCEEDED"),
    ] {
        assert_eq!(error.code().name(), code);
    }
}

#[test]
fn events_tell_neither_code_nor_phone_nor_document() {
    let mut challenge = issued();
    let (_, mut events) = challenge.resend(code("second-hash"), at(60));
    let (own, shown) = (phone("79010000001"), document());
    for matches in [false, true] {
        let attempt = Attempt { matches, phone: &own, document: Some(&shown) };
        events.extend(challenge.check(attempt, at(61)).1);
    }
    let names: Vec<_> = events.iter().map(DomainEvent::name).collect();
    assert_eq!(
        names,
        ["kredo.otp.resent.v1", "kredo.otp.attempt-failed.v1", "kredo.otp.accepted.v1"]
    );
    let told = serde_json::to_value(&events).unwrap();
    let bare = json!({
        "challengeGuid": "00000000-0000-0000-0000-000000000002",
        "purpose": "SIGNATURE",
        "application": "00000000-0000-0000-0000-000000000001",
    });
    let mut failed = bare.clone();
    failed["left"] = 2.into();
    assert_eq!(told, json!([bare, failed, bare]));
    assert!(!format!("{challenge:?}").contains("second-hash"));
}

#[test]
fn a_challenge_is_kept_as_this_json() {
    let mut challenge = issued();
    enter(&mut challenge, false, 1);
    enter(&mut challenge, true, 2);
    let golden = json!({
        "id": "00000000-0000-0000-0000-000000000002",
        "purpose": {"purpose": "SIGNATURE", "application": "00000000-0000-0000-0000-000000000001"},
        "phone": "79010000001",
        "document": "ab".repeat(32),
        "policy": {
            "length": 4, "lifetime_seconds": 300, "attempts": 3,
            "resend_pause_seconds": 60, "resends": 3,
        },
        "created_at": "1970-01-01T00:00:00Z",
        "code": "first",
        "sent_at": "1970-01-01T00:00:00Z",
        "expires_at": "1970-01-01T00:05:00Z",
        "attempts": 1,
        "attempts_in_all": 1,
        "resends": 0,
        "state": {"state": "ACCEPTED", "at": "1970-01-01T00:00:02Z"},
    });
    assert_eq!(serde_json::to_value(challenge.record()).unwrap(), golden);
    let read: OtpChallengeRecord = serde_json::from_value(golden).unwrap();
    assert_eq!(&read, challenge.record());
    for purpose in [OtpPurpose::ClientLogin, read.purpose] {
        let stored = serde_json::to_value(purpose).unwrap();
        assert_eq!(serde_json::from_value::<OtpPurpose>(stored).unwrap(), purpose);
    }
}

#[test]
fn a_login_is_over_once_it_is_accepted_or_has_rested_after_its_last_code() {
    let mut challenge = issued();
    challenge.resend(code("second"), at(100));
    let rested = 100 + 300 + 3600;
    assert!(!challenge.login_is_over(at(rested - 1)));
    assert!(challenge.login_is_over(at(rested)));
    assert_eq!(enter(&mut challenge, true, 101), CheckOutcome::Accepted);
    assert!(challenge.login_is_over(at(101)));
}
