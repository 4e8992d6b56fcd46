use super::{commit, commit_customers, stored};
use crate::{
    backend::Backend,
    fixture::{Sample, hour, id},
};
use kredo_application::{
    StoreError,
    store::{PlatformUnit, Sequence},
};
use kredo_domain::customer::Customer;
use std::fmt::Debug;

fn refused<T: Debug>(answer: &Result<T, StoreError>) {
    assert!(matches!(answer, Err(StoreError::ReadOnly)), "{answer:?}");
}

pub async fn a_reader_refuses_every_write(b: &impl Backend) {
    commit_customers(b, 1).await;
    let first = stored::<Customer>(b, id(1)).await.unwrap();
    let mut unit = b.store().reader().await.unwrap();
    refused(&unit.customers().insert(&Customer::bare(2)).await);
    refused(&unit.customers().insert_all(&[Customer::bare(2)]).await);
    refused(&unit.customers().update(first.clone()).await);
    refused(&unit.customers().remove(first).await);
    refused(&unit.outbox().append(&[]).await);
    refused(&unit.outbox().published(&[]).await);
    refused(&unit.outbox().lease(id::<()>(1).guid(), hour(1), hour(2)).await);
    refused(&PlatformUnit::next_numbers(&mut *unit, Sequence::Customer, 1).await);
    unit.commit().await.unwrap();
    assert_eq!(stored::<Customer>(b, id(2)).await, None);
}

pub async fn a_reader_sees_what_was_committed_since(b: &impl Backend) {
    let mut reader = b.store().reader().await.unwrap();
    assert_eq!(reader.customers().get(id(1)).await.unwrap(), None);
    commit(b, &Customer::bare(1)).await;
    let seen = reader.customers().get(id(1)).await.unwrap();
    assert_eq!(seen.map(|c| c.value), Some(Customer::bare(1)));
}
