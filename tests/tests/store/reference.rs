//! What refers to something that is gone: in a database somebody was faster, and whoever looks again
//! sees it.

use kredo_application::{Store, StoreError};
use kredo_domain::customer::{Contact, Customer};
use kredo_tests::{
    backend::{Backend, Postgres, Sqlite},
    fixture::{HeldCustomer, Sample, id},
};

async fn is_told_to_look_again(store: &dyn Store) {
    let mut unit = store.begin().await.unwrap();
    HeldCustomer::insert(&mut *unit, 1).await;
    unit.commit().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    let customer = unit.customers().get(id(1)).await.unwrap().unwrap();
    let removed = unit.customers().remove(customer).await;
    assert!(matches!(removed, Err(StoreError::Stale)), "{removed:?}");
    drop(unit);
    let mut unit = store.begin().await.unwrap();
    let added = unit.contacts().insert(&Contact::full(2)).await;
    assert!(matches!(added, Err(StoreError::Stale)), "{added:?}");
    drop(unit);
    let mut unit = store.reader().await.unwrap();
    assert!(unit.customers().get(Customer::full(1).id()).await.unwrap().is_some());
}

#[tokio::test]
async fn what_is_still_referred_to_stays() {
    is_told_to_look_again(&*Sqlite::start().await.store()).await;
    is_told_to_look_again(&*Postgres::start().await.store()).await;
}
