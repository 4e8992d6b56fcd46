use kredo_application::{Store, StoreError, Versioned};
use kredo_domain::customer::Customer;
use kredo_tests::{
    backend::{Backend, Memory},
    fixture::{Sample, id},
    store_contract,
};
use std::sync::Arc;

store_contract!(Memory);

/// Two units that are open at once, which no other store lets write.
async fn one_of_two_is_stale(first_removes: bool) {
    let store: Arc<dyn Store> = Memory::start().await.store();
    let mut unit = store.begin().await.unwrap();
    unit.customers().insert(&Customer::bare(1)).await.unwrap();
    unit.commit().await.unwrap();
    let (mut slow, mut fast) = (store.begin().await.unwrap(), store.begin().await.unwrap());
    let seen = slow.customers().get(id(1)).await.unwrap().unwrap();
    let changed = Versioned::stored(seen.value.changed(), seen.version());
    if first_removes {
        slow.customers().update(changed).await.unwrap();
        fast.customers().remove(seen).await.unwrap();
    } else {
        slow.customers().remove(seen).await.unwrap();
        fast.customers().update(changed).await.unwrap();
    }
    fast.commit().await.unwrap();
    let late = slow.commit().await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    let mut unit = store.reader().await.unwrap();
    assert_eq!(unit.customers().get(id(1)).await.unwrap().is_none(), first_removes);
}

#[tokio::test]
async fn what_somebody_removed_meanwhile_is_not_saved() {
    one_of_two_is_stale(true).await;
}

#[tokio::test]
async fn what_somebody_saved_meanwhile_is_not_removed() {
    one_of_two_is_stale(false).await;
}
