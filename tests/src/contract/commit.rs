use super::{commit_customers, end, stored};
use crate::{
    backend::Backend,
    fixture::{Sample, hour, id, recorder},
};
use async_trait::async_trait;
use kredo_application::{AppError, StoreError, UnitOfWork, UseCase, Versioned, run};
use kredo_domain::customer::{
    AdditionalData, Customer, CustomerError, CustomerEvent, CustomerState, Person,
};
use serde_json::Value;

async fn pending(b: &impl Backend) -> usize {
    b.store().reader().await.unwrap().outbox().pending(100).await.unwrap().len()
}

fn registered() -> [CustomerEvent; 1] {
    [CustomerEvent::Registered { customer_guid: id(1), customer_id: 1 }]
}

pub async fn a_dropped_unit_leaves_nothing(b: &impl Backend) {
    commit_customers(b, 1).await;
    let mut unit = b.store().begin().await.unwrap();
    unit.customers().insert(&Customer::bare(2)).await.unwrap();
    let mut first = unit.customers().get(id(1)).await.unwrap().unwrap();
    first.value = first.value.changed();
    unit.customers().update(first).await.unwrap();
    recorder().record(&mut *unit, &registered()).await.unwrap();
    drop(unit);
    assert_eq!(stored::<Customer>(b, id(2)).await, None);
    assert_eq!(stored(b, id(1)).await, Some(Versioned::stored(Customer::bare(1), 1)));
    assert_eq!(pending(b).await, 0);
}

/// Writes, then says no.
struct Refusing;

#[async_trait]
impl UseCase for Refusing {
    type Command = ();
    type Output = ();
    async fn execute_in(&self, unit: &mut dyn UnitOfWork, (): &()) -> Result<(), AppError> {
        unit.customers().insert(&Customer::bare(1)).await?;
        recorder().record(unit, &registered()).await?;
        Err(CustomerError::AlreadyExists.into())
    }
}

pub async fn a_failed_use_case_leaves_nothing(b: &impl Backend) {
    let refused = run(&*b.store(), &Refusing, &()).await.unwrap_err();
    assert_eq!(refused.code().name(), "CUSTOMER_ALREADY_EXISTS");
    assert_eq!(stored::<Customer>(b, id(1)).await, None);
    assert_eq!(pending(b).await, 0);
}

pub async fn own_writes_are_visible_inside_and_not_outside(b: &impl Backend) {
    let mut unit = b.store().begin().await.unwrap();
    unit.customers().insert(&Customer::bare(1)).await.unwrap();
    let inside = unit.customers().get(id(1)).await.unwrap();
    assert_eq!(inside, Some(Versioned::stored(Customer::bare(1), 1)));
    let login = Customer::bare(1).state().login.clone();
    assert!(unit.customers().by_login(&login).await.unwrap().is_some());
    assert_eq!(stored::<Customer>(b, id(1)).await, None, "not committed yet");
    unit.commit().await.unwrap();
    assert!(stored::<Customer>(b, id(1)).await.is_some());
}

pub async fn the_slower_of_two_writers_is_stale(b: &impl Backend) {
    commit_customers(b, 1).await;
    let seen_by_both = stored::<Customer>(b, id(1)).await.unwrap();
    let winner = seen_by_both.value.changed();
    let mut unit = b.store().begin().await.unwrap();
    let first = Versioned::stored(winner.clone(), seen_by_both.version());
    unit.customers().update(first).await.unwrap();
    unit.commit().await.unwrap();

    let mut unit = b.store().begin().await.unwrap();
    let saved = unit.customers().update(seen_by_both).await;
    let late = end(unit, saved).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert_eq!(stored::<Customer>(b, id(1)).await.unwrap().value, winner);
}

pub async fn what_was_never_inserted_cannot_be_updated(b: &impl Backend) {
    for version in [0, 1] {
        let mut unit = b.store().begin().await.unwrap();
        let ghost = Versioned::stored(Customer::bare(1), version);
        let saved = unit.customers().update(ghost).await;
        let refused = end(unit, saved).await;
        assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
        assert_eq!(stored::<Customer>(b, id(1)).await, None);
    }
}

pub async fn one_unit_can_change_a_thing_twice(b: &impl Backend) {
    commit_customers(b, 1).await;
    let mut unit = b.store().begin().await.unwrap();
    for n in 0..2 {
        let mut customer = unit.customers().get(id(1)).await.unwrap().unwrap();
        let state = customer.value.state().clone();
        customer.value = Customer::restore(CustomerState { number: n, ..state });
        unit.customers().update(customer).await.unwrap();
    }
    unit.commit().await.unwrap();
    let kept = stored::<Customer>(b, id(1)).await.unwrap();
    assert_eq!((kept.value.state().number, kept.version()), (1, 3));
}

/// Adds one to a counter in the customer's facts.
struct Count;

#[async_trait]
impl UseCase for Count {
    type Command = ();
    type Output = ();
    async fn execute_in(&self, unit: &mut dyn UnitOfWork, (): &()) -> Result<(), AppError> {
        let mut customer = unit.customers().get(id(1)).await?.ok_or(CustomerError::NotFound)?;
        let facts = &customer.value.state().additional_data;
        let count = facts.get("count").and_then(Value::as_i64).unwrap_or_default();
        // Lets the others read the same version where the store lets them.
        tokio::task::yield_now().await;
        let more = AdditionalData::from_iter([("count".to_owned(), (count + 1).into())]);
        customer.value.patch(Person::default(), more, hour(count));
        unit.customers().update(customer).await?;
        Ok(())
    }
}

pub async fn simultaneous_changes_lose_nothing(b: &impl Backend) {
    commit_customers(b, 1).await;
    let tasks: Vec<_> = (0..12)
        .map(|_| {
            let store = b.store();
            tokio::spawn(async move {
                while let Err(error) = run(&*store, &Count, &()).await {
                    assert!(error.is_stale(), "{error:?}");
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let kept = stored::<Customer>(b, id(1)).await.unwrap();
    assert_eq!(kept.value.state().additional_data.get("count"), Some(&12.into()));
    assert_eq!(kept.version(), 13);
}
