use crate::backend::Backend;
use kredo_application::{
    UnitOfWork,
    store::{PlatformUnit, Sequence},
};
use std::collections::BTreeSet;

async fn next(unit: &mut dyn UnitOfWork, count: u16) -> Vec<i64> {
    PlatformUnit::next_numbers(unit, Sequence::Customer, count).await.unwrap()
}

pub async fn numbers_grow_and_never_repeat(b: &impl Backend) {
    let mut unit = b.store().begin().await.unwrap();
    let mut seen = next(&mut *unit, 1).await;
    assert_eq!(next(&mut *unit, 0).await, [0; 0]);
    seen.extend(next(&mut *unit, 700).await);
    seen.extend(next(&mut *unit, 1).await);
    assert!(0 < seen[0] && seen.is_sorted_by(|one, other| one < other), "{seen:?}");
    assert_eq!(seen.len(), 702);
    unit.commit().await.unwrap();

    let tasks: Vec<_> = (1..=10)
        .map(|count| {
            let store = b.store();
            tokio::spawn(async move {
                let mut unit = store.begin().await.unwrap();
                let numbers = next(&mut *unit, count).await;
                unit.commit().await.unwrap();
                numbers
            })
        })
        .collect();
    let last = seen[701];
    let mut seen = BTreeSet::from_iter(seen);
    for task in tasks {
        for number in task.await.unwrap() {
            assert!(number > last && seen.insert(number), "{number} was given before: {seen:?}");
        }
    }
    assert_eq!(seen.len(), 702 + 55);
}
