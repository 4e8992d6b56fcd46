use super::{commit, commit_customers, end, stored};
use crate::{
    backend::Backend,
    fixture::{Sample, id},
};
use kredo_application::{StoreError, Versioned};
use kredo_domain::customer::{Contact, Customer};

/// Takes the customer out in a unit of its own.
async fn remove(b: &impl Backend, customer: Versioned<Customer>) -> Result<(), StoreError> {
    let mut unit = b.store().begin().await.unwrap();
    let removed = unit.customers().remove(customer).await;
    end(unit, removed).await
}

pub async fn what_is_removed_is_gone_with_its_keys(b: &impl Backend) {
    commit_customers(b, 2).await;
    for contact in [Contact::full(1), Contact::full(2)] {
        commit(b, &contact).await;
    }
    let mut unit = b.store().begin().await.unwrap();
    let [contact] = &unit.contacts().of(id(1)).await.unwrap()[..] else { unreachable!() };
    unit.contacts().remove(contact.clone()).await.unwrap();
    let customer = unit.customers().get(id(1)).await.unwrap().unwrap();
    unit.customers().remove(customer).await.unwrap();

    let login = Customer::bare(1).state().login.clone();
    assert_eq!(unit.customers().get(id(1)).await.unwrap(), None, "also for the unit itself");
    assert_eq!(unit.customers().by_login(&login).await.unwrap(), None);
    assert_eq!(unit.customers().by_number(101).await.unwrap(), None);
    assert_eq!(unit.contacts().of(id(1)).await.unwrap(), []);
    assert_eq!(unit.contacts().of_all(&[id(1), id(2)]).await.unwrap().len(), 1);
    assert!(stored::<Customer>(b, id(1)).await.is_some(), "not committed yet");
    unit.commit().await.unwrap();

    assert_eq!(stored::<Customer>(b, id(1)).await, None);
    assert_eq!(stored(b, Contact::full(1).id()).await, None);
    assert!(stored::<Customer>(b, id(2)).await.is_some());
    let mut unit = b.store().reader().await.unwrap();
    assert_eq!(unit.customers().by_login(&login).await.unwrap(), None);
    assert_eq!(unit.customers().by_number(101).await.unwrap(), None);
    // Its login and number are free again, and so is its guid.
    commit(b, &Customer::bare(1)).await;
    assert_eq!(stored(b, id(1)).await, Some(Versioned::stored(Customer::bare(1), 1)));
}

pub async fn what_a_dropped_unit_removed_is_still_there(b: &impl Backend) {
    commit_customers(b, 1).await;
    let mut unit = b.store().begin().await.unwrap();
    let customer = unit.customers().get(id(1)).await.unwrap().unwrap();
    unit.customers().remove(customer.clone()).await.unwrap();
    drop(unit);
    assert_eq!(stored(b, id(1)).await, Some(customer));
}

pub async fn whoever_removes_or_saves_what_somebody_else_did_is_stale(b: &impl Backend) {
    commit_customers(b, 1).await;
    let before = stored::<Customer>(b, id(1)).await.unwrap();
    let mut unit = b.store().begin().await.unwrap();
    let changed = Versioned::stored(before.value.changed(), before.version());
    unit.customers().update(changed).await.unwrap();
    unit.commit().await.unwrap();
    let late = remove(b, before).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    let now = stored::<Customer>(b, id(1)).await.expect("it was changed and is there");

    remove(b, now.clone()).await.unwrap();
    let twice = remove(b, now.clone()).await;
    assert!(matches!(twice, Err(StoreError::Stale)), "{twice:?}");
    let mut unit = b.store().begin().await.unwrap();
    let saved = unit.customers().update(now).await;
    let late = end(unit, saved).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert_eq!(stored::<Customer>(b, id(1)).await, None);
}

pub async fn what_one_unit_adds_and_removes_was_never_there(b: &impl Backend) {
    let mut unit = b.store().begin().await.unwrap();
    unit.customers().insert(&Customer::bare(1)).await.unwrap();
    let added = unit.customers().get(id(1)).await.unwrap().unwrap();
    unit.customers().remove(added).await.unwrap();
    assert_eq!(unit.customers().get(id(1)).await.unwrap(), None);
    unit.commit().await.unwrap();
    assert_eq!(stored::<Customer>(b, id(1)).await, None);
}

pub async fn what_one_unit_removes_and_adds_again_is_new(b: &impl Backend) {
    commit(b, &Customer::full(1)).await;
    let mut unit = b.store().begin().await.unwrap();
    let customer = unit.customers().get(id(1)).await.unwrap().unwrap();
    unit.customers().remove(customer).await.unwrap();
    unit.customers().insert(&Customer::bare(1)).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(stored(b, id(1)).await, Some(Versioned::stored(Customer::bare(1), 1)));
}

pub async fn what_others_refer_to_goes_with_them_or_not_at_all(b: &impl Backend) {
    commit_customers(b, 1).await;
    commit(b, &Contact::full(1)).await;
    let customer = stored::<Customer>(b, id(1)).await.unwrap();
    let early = remove(b, customer).await;
    assert!(matches!(early, Err(StoreError::Stale)), "{early:?}");
    assert!(stored::<Customer>(b, id(1)).await.is_some());

    let mut unit = b.store().begin().await.unwrap();
    let added = unit.contacts().insert(&Contact::full(2)).await;
    let nobodys = end(unit, added).await;
    assert!(matches!(nobodys, Err(StoreError::Stale)), "{nobodys:?}");
    assert_eq!(stored(b, Contact::full(2).id()).await, None);
}
