//! What holds for every course of a customer's identifications for one application.

use super::{tests::means, *};
use chrono::TimeDelta;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Debug, Clone)]
enum Deed {
    Record(&'static str, &'static str),
    Change(usize, &'static str),
    Cancel(usize),
}

const STATUSES: [&str; 4] = ["VALID", "NOT_IDENTIFIABLE", "CANCELLED", "IN_PROGRESS"];
const METHODS: [&str; 2] = ["SNILS", "SMART+INN"];

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let (method, status) = (prop::sample::select(&METHODS), prop::sample::select(&STATUSES));
    let deed = prop_oneof![
        (method, status.clone()).prop_map(|(method, status)| Deed::Record(method, status)),
        (0..20_usize, status).prop_map(|(which, status)| Deed::Change(which, status)),
        (0..20_usize).prop_map(Deed::Cancel),
    ];
    prop::collection::vec(deed, 0..60)
}

/// Does it to the records; answers whether it was refused.
fn perform(
    records: &mut Vec<IdentificationRecord>,
    deed: &Deed,
    most: u32,
    now: DateTime<Utc>,
) -> Result<Vec<IdentificationEvent>, IdentificationError> {
    match deed {
        Deed::Record(method, status) => {
            let means = Some(means(method));
            let attempts = Attempts::of(&*records, means.as_ref(), Some(most));
            let new = NewIdentification { means, ..super::tests::new(status) };
            let id = Uuid::from_u128(records.len().try_into().unwrap());
            let id = IdentificationRecordId::new(id);
            let (record, events) = IdentificationRecord::record(id, new, &attempts, now)?;
            records.push(record);
            Ok(events)
        }
        Deed::Change(which, status) => {
            let Some(of) = records.get(*which).map(|r| r.state().means.clone()) else {
                return Ok(Vec::new());
            };
            let attempts = Attempts::of(&*records, of.as_ref(), Some(most));
            let status = Some(IdentificationStatus::new(status));
            let change = IdentificationChange { status, additional_data: None };
            records[*which].change(change, &attempts, now)
        }
        Deed::Cancel(which) => {
            Ok(records.get_mut(*which).map(|record| record.cancel(now)).unwrap_or_default())
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_done_attempts_are_bounded_numbered_once_and_told(
        deeds in deeds(), most in 1..=3_u32,
    ) {
        let mut records = Vec::new();
        let mut now = DateTime::UNIX_EPOCH;
        for deed in &deeds {
            now += TimeDelta::seconds(1);
            let before = records.clone();
            let done = perform(&mut records, deed, most, now);
            let told = done.is_ok_and(|events| !events.is_empty());
            prop_assert_eq!(told, records != before, "{:?}", deed);
            for method in METHODS {
                let of: Vec<_> = records
                    .iter()
                    .map(IdentificationRecord::state)
                    .filter(|state| state.means == Some(means(method)))
                    .collect();
                let counted = of.iter().filter(|state| !state.status.is_cancelled()).count();
                prop_assert!(counted <= usize::try_from(most).unwrap());
                let numbers: BTreeSet<_> = of.iter().map(|state| state.attempt).collect();
                prop_assert_eq!(numbers.len(), of.len(), "a number is given once");
                prop_assert!(!numbers.contains(&0));
            }
            for (was, is) in before.iter().zip(&records) {
                let (was, is) = (was.state(), is.state());
                prop_assert_eq!((was.id, was.customer, was.created_at), (is.id, is.customer, is.created_at));
                prop_assert_eq!((was.application, &was.means), (is.application, &is.means));
                prop_assert_eq!(was == is, was.updated_at == is.updated_at);
            }
        }
    }
}
