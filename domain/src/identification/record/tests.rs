use super::*;
use crate::identification::IdentificationMethod;
use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

pub(super) fn means(method: &str) -> IdentificationMeans {
    let kind = IdentificationKind::new("simplistic");
    IdentificationMeans { kind, method: method.to_owned() }
}

pub(super) fn new(status: &str) -> NewIdentification {
    NewIdentification {
        customer: CustomerId::new(Uuid::from_u128(1)),
        application: LoanApplicationId::new(Uuid::from_u128(2)),
        means: Some(means("SNILS")),
        status: IdentificationStatus::new(status),
        reason: None,
        additional_data: AdditionalData::new(),
    }
}

fn id(n: u128) -> IdentificationRecordId {
    IdentificationRecordId::new(Uuid::from_u128(n))
}

fn unbounded(records: &[&IdentificationRecord]) -> Attempts {
    Attempts::of(records.iter().copied(), Some(&means("SNILS")), None)
}

fn recorded(status: &str) -> IdentificationRecord {
    let at = DateTime::UNIX_EPOCH;
    IdentificationRecord::record(id(9), new(status), &unbounded(&[]), at).unwrap().0
}

fn status(text: &str) -> IdentificationChange {
    let status = Some(IdentificationStatus::new(text));
    IdentificationChange { status, ..IdentificationChange::default() }
}

#[test]
fn a_record_is_of_one_application_one_method_one_status_and_one_set_of_facts() {
    let (record, same) = (recorded("VALID"), new("VALID"));
    assert!(record.says(&same));
    let other = |change: fn(&mut NewIdentification)| {
        let mut other = same.clone();
        change(&mut other);
        other
    };
    for other in [
        other(|new| new.customer = CustomerId::new(Uuid::nil())),
        other(|new| new.application = LoanApplicationId::new(Uuid::nil())),
        other(|new| new.means = None),
        other(|new| new.means = Some(means("INN"))),
        other(|new| new.status = IdentificationStatus::not_identifiable()),
        other(|new| new.reason = Some(String::new())),
        other(|new| new.additional_data = AdditionalData::from_iter([("a".to_owned(), 1.into())])),
    ] {
        assert!(!record.says(&other), "{other:?}");
    }
}

#[test]
fn an_outcome_of_the_flow_is_a_status_with_its_method_or_its_reason() {
    let told = |outcome| {
        let NewIdentification { means, status, reason, .. } =
            NewIdentification::of(new("VALID").customer, new("VALID").application, outcome);
        (means.map(|m| (m.kind.as_str().to_owned(), m.method)), status.to_string(), reason)
    };
    let by = |kind: &str, method: &str| Some((kind.to_owned(), method.to_owned()));
    for (method, expected) in [
        (IdentificationMethod::InPerson, by("full", "IN_PERSON")),
        (IdentificationMethod::Simplified, by("simplistic", "SIMPLIFIED")),
        (IdentificationMethod::EsiaWithBiometrics, by("full", "ESIA_WITH_BIOMETRICS")),
    ] {
        let outcome = Identification::Identified { method };
        assert_eq!(told(outcome), (expected, "VALID".to_owned(), None));
    }
    let reason = "other face".to_owned();
    let refused = told(Identification::NotIdentified { reason: reason.clone() });
    assert_eq!(refused, (None, "NOT_IDENTIFIABLE".to_owned(), Some(reason)));
}

#[test]
fn a_change_tells_which_fields_changed_and_whether_it_is_in_force() {
    let (mut record, later) =
        (recorded("NOT_IDENTIFIABLE"), DateTime::UNIX_EPOCH + TimeDelta::hours(1));
    let attempts = unbounded(&[&record.clone()]);
    let data = AdditionalData::from_iter([("name".to_owned(), json!("Зайцев"))]);
    let change = IdentificationChange { additional_data: Some(data.clone()), ..status("valid") };
    let events = record.change(change.clone(), &attempts, later).unwrap();
    let told = serde_json::to_value(&events).unwrap();
    let expected = json!([{
        "identificationGuid": id(9), "customerGuid": new("VALID").customer,
        "inForce": true, "fields": ["status", "additionalData"],
    }]);
    assert_eq!((told, events[0].name()), (expected, "kredo.identification.changed.v1"));
    let state = record.state().clone();
    assert_eq!((state.status.as_str(), state.additional_data), ("VALID", data));
    assert_eq!(
        (state.attempt, state.created_at, state.updated_at),
        (1, DateTime::UNIX_EPOCH, later)
    );
    let same = record.clone();
    assert_eq!(record.change(change, &attempts, later + TimeDelta::hours(1)).unwrap(), []);
    assert_eq!(record, same, "the same again is no change");
}

#[test]
fn only_what_is_in_force_is_cancelled_and_once() {
    let later = DateTime::UNIX_EPOCH + TimeDelta::hours(1);
    let mut record = recorded("VALID");
    let events = record.cancel(later);
    assert_eq!(events[0].name(), "kredo.identification.cancelled.v1");
    assert_eq!((record.state().status.as_str(), record.state().updated_at), ("CANCELLED", later));
    for status in ["CANCELLED", "NOT_IDENTIFIABLE", "OTHER"] {
        let mut record = recorded(status);
        let before = record.clone();
        assert_eq!(record.cancel(later), [], "{status}");
        assert_eq!(record, before);
    }
}

#[test]
fn what_counts_as_an_attempt_is_bounded_and_what_is_cancelled_does_not_count() {
    let at = DateTime::UNIX_EPOCH;
    let mut records = vec![recorded("VALID"), recorded("NOT_IDENTIFIABLE")];
    records[1].state.attempt = 2;
    let attempts = |records: &[IdentificationRecord], most| {
        Attempts::of(records, Some(&means("SNILS")), Some(most))
    };
    let full = attempts(&records, 2);
    let refused = IdentificationRecord::record(id(5), new("VALID"), &full, at).unwrap_err();
    assert_eq!(refused, IdentificationError::AttemptsExceeded);
    assert_eq!(full.next(&IdentificationStatus::cancelled()), Ok(3), "it would not count");
    let other = Attempts::of(&records, Some(&means("INN")), Some(1));
    assert_eq!(other.next(&IdentificationStatus::valid()), Ok(1), "of another method");

    records[0].cancel(at);
    let (third, _) =
        IdentificationRecord::record(id(5), new("VALID"), &attempts(&records, 2), at).unwrap();
    assert_eq!(third.state().attempt, 3, "a number is not given twice");
    records.push(third);
    let full = attempts(&records, 2);
    let before = records[0].clone();
    assert_eq!(
        records[0].change(status("VALID"), &full, at),
        Err(IdentificationError::AttemptsExceeded)
    );
    assert_eq!(records[0], before, "a refused change changes nothing");
    let room = attempts(&records, 3);
    records[0].change(status("VALID"), &room, at).unwrap();
    assert_eq!(records[0].state().attempt, 4, "it comes back as the newest");
    let full = attempts(&records, 1);
    records[1].change(status("OTHER"), &full, at).unwrap();
    assert_eq!(records[1].state().attempt, 2, "one that counts anyway keeps its number");
}
