use crate::{backend::Backend, fixture::hour};
use chrono::NaiveDate;
use kredo_application::{StoreError, UnitOfWork};
use kredo_domain::passport_registry::{PassportKey, RegisterEdition};

/// The largest passport, the smallest, one that only 34 bits hold, and one in between.
const FIRST: [u64; 4] = [9_999_999_999, 0, 4_509_123_456, 1_000_002];

fn keys(numbers: &[u64]) -> Vec<PassportKey> {
    numbers.iter().copied().map(PassportKey::restore).collect()
}

fn edition(day: u32) -> RegisterEdition {
    let date = NaiveDate::from_ymd_opt(2024, 10, day).unwrap();
    RegisterEdition::restore(date, hour(day.into()))
}

async fn replace(unit: &mut dyn UnitOfWork, day: u32, numbers: &[u64]) -> u64 {
    unit.passport_register().replace(&edition(day)).await.unwrap();
    unit.passport_register().list(&keys(numbers)).await.unwrap()
}

async fn import(b: &impl Backend, day: u32, numbers: &[u64]) {
    let mut unit = b.store().begin().await.unwrap();
    let listed = replace(&mut *unit, day, numbers).await;
    assert_eq!(listed, u64::try_from(numbers.len()).unwrap());
    unit.commit().await.unwrap();
}

/// The edition, and which of the numbers it lists.
async fn seen(unit: &mut dyn UnitOfWork, numbers: &[u64]) -> (Option<RegisterEdition>, Vec<u64>) {
    let mut listed = Vec::new();
    for number in numbers {
        let key = PassportKey::restore(*number);
        if unit.passport_register().is_listed(key).await.unwrap() {
            listed.push(*number);
        }
    }
    (unit.passport_register().edition().await.unwrap(), listed)
}

async fn committed(b: &impl Backend, numbers: &[u64]) -> (Option<RegisterEdition>, Vec<u64>) {
    seen(&mut *b.store().reader().await.unwrap(), numbers).await
}

pub async fn an_edition_of_the_passport_register_lists_its_passports(b: &impl Backend) {
    assert_eq!(committed(b, &FIRST).await, (None, vec![]));
    import(b, 1, &FIRST).await;
    assert_eq!(committed(b, &FIRST).await, (Some(edition(1)), FIRST.to_vec()));
    assert_eq!(committed(b, &[1, 1_000_001, 9_999_999_998]).await.1, Vec::<u64>::new());
}

pub async fn a_new_edition_of_the_passport_register_replaces_the_old(b: &impl Backend) {
    import(b, 2, &FIRST).await;
    import(b, 1, &[7, 0]).await;
    let all = [FIRST.as_slice(), &[7]].concat();
    assert_eq!(committed(b, &all).await, (Some(edition(1)), vec![0, 7]));
}

pub async fn a_passport_is_listed_once(b: &impl Backend) {
    let mut unit = b.store().begin().await.unwrap();
    assert_eq!(replace(&mut *unit, 1, &[5, 6, 5]).await, 2);
    assert_eq!(unit.passport_register().list(&keys(&[6, 7])).await.unwrap(), 1);
    assert_eq!(unit.passport_register().list(&[]).await.unwrap(), 0);
    unit.commit().await.unwrap();
    // Added to the edition in force.
    let mut unit = b.store().begin().await.unwrap();
    assert_eq!(unit.passport_register().list(&keys(&[7, 8])).await.unwrap(), 1);
    unit.commit().await.unwrap();
    assert_eq!(committed(b, &[5, 6, 7, 8, 9]).await, (Some(edition(1)), vec![5, 6, 7, 8]));
}

pub async fn a_passport_register_changes_for_others_at_commit(b: &impl Backend) {
    import(b, 1, &[1, 2]).await;
    let mut unit = b.store().begin().await.unwrap();
    replace(&mut *unit, 2, &[2, 3]).await;
    assert_eq!(seen(&mut *unit, &[1, 2, 3]).await, (Some(edition(2)), vec![2, 3]));
    assert_eq!(committed(b, &[1, 2, 3]).await, (Some(edition(1)), vec![1, 2]));
    drop(unit);
    assert_eq!(committed(b, &[1, 2, 3]).await, (Some(edition(1)), vec![1, 2]), "given up");
}

pub async fn a_reader_leaves_the_passport_register_alone(b: &impl Backend) {
    let mut unit = b.store().reader().await.unwrap();
    let replaced = unit.passport_register().replace(&edition(1)).await;
    assert!(matches!(replaced, Err(StoreError::ReadOnly)), "{replaced:?}");
    let listed = unit.passport_register().list(&keys(&[1])).await;
    assert!(matches!(listed, Err(StoreError::ReadOnly)), "{listed:?}");
}
