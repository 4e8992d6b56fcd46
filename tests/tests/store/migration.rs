//! Migrations forward, back, and forward again, with data in the tables.

use kredo_application::Store;
use kredo_domain::{
    consent::Consent,
    customer::{Address, Contact, Customer, CustomerEvent, Employment},
    document::Document,
    flag::CustomerFlag,
    identification::IdentificationRecord,
    identity::Account,
    passport_registry::PassportKey,
};
use kredo_persistence::SqlStore;
use kredo_tests::{
    backend::{Postgres, Sqlite},
    fixture::{Sample, id, recorder},
};

async fn fill(store: &SqlStore) {
    let mut unit = store.begin().await.unwrap();
    let events = [CustomerEvent::Registered { customer_guid: id(1), customer_id: 1 }];
    unit.customers().insert(&Customer::full(1)).await.unwrap();
    unit.contacts().insert(&Contact::full(1)).await.unwrap();
    unit.addresses().insert(&Address::full(1)).await.unwrap();
    unit.employments().insert(&Employment::full(1)).await.unwrap();
    unit.documents().insert(&Document::full(1)).await.unwrap();
    unit.flags().insert(&CustomerFlag::full(1)).await.unwrap();
    unit.identifications().insert(&IdentificationRecord::full(1)).await.unwrap();
    unit.consents().insert(&Consent::full(1)).await.unwrap();
    unit.passport_register().list(&[PassportKey::restore(1)]).await.unwrap();
    unit.accounts().insert(&Account::full(1)).await.unwrap();
    recorder().record(&mut *unit, &events).await.unwrap();
    unit.commit().await.unwrap();
}

async fn there_and_back(store: &SqlStore) {
    store.migrate().await.unwrap();
    fill(store).await;
    store.migrate().await.unwrap();
    assert!(customer(store).await.is_some(), "migrating what is up to date keeps the data");
    while store.reader().await.unwrap().customers().get(id(1)).await.is_ok() {
        store.migrate_back(Some(1)).await.unwrap();
    }
    store.migrate().await.unwrap();
    let mut unit = store.reader().await.unwrap();
    let account = unit.accounts().get(Account::full(1).id()).await.unwrap();
    assert!(account.is_some(), "the way back keeps what the steps before hold");
    assert!(customer(store).await.is_none(), "its own tables are new");
    store.migrate_back(None).await.unwrap();
    store.migrate().await.unwrap();
    fill(store).await;
    assert!(customer(store).await.is_some(), "the tables work after the way back");
}

async fn customer(store: &SqlStore) -> Option<Customer> {
    let mut unit = store.reader().await.unwrap();
    unit.customers().get(id(1)).await.unwrap().map(|c| c.value)
}

#[tokio::test]
async fn sqlite_migrates_there_and_back_with_data() {
    there_and_back(Sqlite::empty().await.sql()).await;
}

#[tokio::test]
async fn postgres_migrates_there_and_back_with_data() {
    there_and_back(Postgres::empty().await.sql()).await;
}
