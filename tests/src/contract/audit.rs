use crate::{
    backend::Backend,
    contract::end,
    fixture::{hour, id},
};
use kredo_application::{
    StoreError,
    audit::{Actor, AuditRecord, ORIGIN, RecordSignature},
};
use kredo_domain::personal_data::PersonalDataEvent;

fn record(n: u8) -> AuditRecord {
    let signed = n.is_multiple_of(2);
    let signature = RecordSignature { key: format!("key {n}"), value: format!("value {n}") };
    AuditRecord {
        sequence: n.into(),
        event: id::<()>(n.into()).guid(),
        at: hour(n.into()),
        actor: Actor::restore(format!("partner {n}")),
        trace: format!("trace {n}"),
        action: format!("kredo.test.happened-{n}.v1"),
        subject: id::<()>(u128::from(n) % 2).to_string(),
        data: format!("{{\"n\":{n},  \"as\": \"written\"}}"),
        hash: format!("{n:02x}").repeat(32).parse().unwrap(),
        signature: signed.then_some(signature),
    }
}

async fn add(b: &impl Backend, numbers: &[u8]) -> Result<(), StoreError> {
    let records: Vec<_> = numbers.iter().copied().map(record).collect();
    let mut unit = b.store().begin().await.unwrap();
    let added = unit.audit().add(&records).await;
    end(unit, added).await
}

pub async fn audit_records_read_back_equal_and_in_order(b: &impl Backend) {
    let mut unit = b.store().begin().await.unwrap();
    assert_eq!(unit.audit().head().await.unwrap(), None);
    unit.audit().add(&[]).await.unwrap();
    unit.audit().add(&[record(1), record(2)]).await.unwrap();
    assert_eq!(unit.audit().head().await.unwrap(), Some(record(2)), "its own");
    unit.commit().await.unwrap();
    add(b, &[3]).await.unwrap();
    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(unit.audit().head().await.unwrap(), Some(record(3)));
    assert_eq!(unit.audit().after(0, 9).await.unwrap(), [1, 2, 3].map(record));
    assert_eq!(unit.audit().after(1, 1).await.unwrap(), [record(2)]);
    assert_eq!(unit.audit().about(&record(1).subject).await.unwrap(), [1, 3].map(record));
    let asked = [9, 3, 1].map(|n| id::<()>(n).guid());
    let mut known = unit.audit().known(&asked).await.unwrap();
    known.sort_unstable();
    assert_eq!(known, [1, 3].map(|n| id::<()>(n).guid()));
}

pub async fn the_audit_trail_knows_the_searches_that_found_a_customer(b: &impl Backend) {
    let own = record(1);
    let search = |n: u8, action: &str, data: String| AuditRecord {
        action: action.to_owned(),
        subject: "back-office".to_owned(),
        data,
        ..record(n)
    };
    let found = format!(r#"{{"customerGuids":["{}","x"]}}"#, own.subject);
    let trail = [
        own.clone(),
        search(2, PersonalDataEvent::FOUND, found.clone()),
        search(3, PersonalDataEvent::FOUND, r#"{"customerGuids":["x"]}"#.to_owned()),
        search(4, "kredo.other.v1", found),
    ];
    let mut unit = b.store().begin().await.unwrap();
    unit.audit().add(&trail).await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = b.store().reader().await.unwrap();
    let about = unit.audit().about(&own.subject).await.unwrap();
    assert_eq!(about, trail[..2]);
    let by_reader = unit.audit().about("back-office").await.unwrap();
    assert_eq!(by_reader, trail[1..]);
}

pub async fn a_place_and_an_event_of_the_audit_trail_are_taken_once(b: &impl Backend) {
    add(b, &[1]).await.unwrap();
    for taken in [
        AuditRecord { event: id::<()>(7).guid(), ..record(1) },
        AuditRecord { sequence: 7, ..record(1) },
    ] {
        let mut unit = b.store().begin().await.unwrap();
        let added = unit.audit().add(&[taken]).await;
        let refused = end(unit, added).await.unwrap_err();
        assert!(matches!(refused, StoreError::Duplicate(_) | StoreError::Stale), "{refused:?}");
    }
    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(unit.audit().after(0, 9).await.unwrap(), [record(1)]);
}

pub async fn a_dropped_unit_adds_nothing_to_the_audit_trail(b: &impl Backend) {
    let mut unit = b.store().begin().await.unwrap();
    unit.audit().add(&[record(1)]).await.unwrap();
    drop(unit);
    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(unit.audit().head().await.unwrap(), None);
    let refused = unit.audit().add(&[record(1)]).await.unwrap_err();
    assert!(matches!(refused, StoreError::ReadOnly), "{refused:?}");
    assert_eq!(ORIGIN.to_string(), "0".repeat(64));
}
