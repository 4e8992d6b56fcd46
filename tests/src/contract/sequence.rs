use crate::backend::Backend;
use kredo_application::store::{PlatformUnit, Sequence};
use std::collections::BTreeSet;

pub async fn numbers_grow_and_never_repeat(b: &impl Backend) {
    let mut unit = b.store().begin().await.unwrap();
    let first = PlatformUnit::next_number(&mut *unit, Sequence::Customer).await.unwrap();
    let second = PlatformUnit::next_number(&mut *unit, Sequence::Customer).await.unwrap();
    assert!(0 < first && first < second, "{first} {second}");
    unit.commit().await.unwrap();

    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let store = b.store();
            tokio::spawn(async move {
                let mut unit = store.begin().await.unwrap();
                let number = PlatformUnit::next_number(&mut *unit, Sequence::Customer).await;
                unit.commit().await.unwrap();
                number.unwrap()
            })
        })
        .collect();
    let mut seen = BTreeSet::from([first, second]);
    for task in tasks {
        let number = task.await.unwrap();
        assert!(number > second && seen.insert(number), "{number} was given before: {seen:?}");
    }
}
