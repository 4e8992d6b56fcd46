//! Loans from the time when their customer had to be there.

use super::back_before;
use kredo_application::{Store, StoreError, Versioned};
use kredo_domain::{
    customer::Customer,
    loan::{Loan, LoanRecord},
    payment::TransactionOrder,
    personal_data::{DataSubject, Erasure},
};
use kredo_persistence::SqlStore;
use kredo_tests::{
    backend::{Postgres, Sqlite},
    fixture::{HeldCustomer, Sample, id},
};
use sea_orm::{ConnectionTrait, Database};

/// The customer's loan and its order.
async fn ledger(store: &SqlStore) -> (Versioned<Loan>, Versioned<TransactionOrder>) {
    let mut unit = store.reader().await.unwrap();
    let loan = unit.loans().of(id(1)).await.unwrap().pop().unwrap();
    let order = unit.transaction_orders().of(loan.value.id()).await.unwrap().pop().unwrap();
    (loan, order)
}

/// Whether the customer's row can be taken away from under its loan.
async fn is_untied(store: &SqlStore) -> bool {
    let mut unit = store.begin().await.unwrap();
    let customer = Customer::bare(2);
    unit.customers().insert(&customer).await.unwrap();
    let record = Loan::bare(2).record().clone();
    let loan = Loan::restore(LoanRecord { customer: customer.id(), ..record });
    unit.loans().insert(&loan).await.unwrap();
    let customer = unit.customers().get(customer.id()).await.unwrap().unwrap();
    unit.customers().remove(customer).await.is_ok()
}

async fn outlive_their_customer(store: &SqlStore, url: &str) {
    store.migrate().await.unwrap();
    let mut unit = store.begin().await.unwrap();
    HeldCustomer::insert(&mut *unit, 1).await;
    unit.commit().await.unwrap();
    let before = ledger(store).await;
    assert!(is_untied(store).await);

    let database = Database::connect(url).await.unwrap();
    back_before(store, &database, "m0018").await;
    assert_eq!(ledger(store).await, before);
    assert!(!is_untied(store).await, "the tie is back");
    store.migrate().await.unwrap();
    assert_eq!(ledger(store).await, before);
    assert!(is_untied(store).await);

    let mut unit = store.begin().await.unwrap();
    let twice = LoanRecord { id: id(99), ..before.0.value.record().clone() };
    let refused = unit.loans().insert(&Loan::restore(twice)).await;
    assert!(matches!(refused, Err(StoreError::Duplicate("loan"))), "{refused:?}");
    drop(unit);
    let mut unit = store.begin().await.unwrap();
    let removed = unit.loans().remove(before.0.clone()).await;
    assert!(removed.is_err(), "an order still needs its loan");
    drop(unit);

    let lost = "UPDATE loan SET customer_id = (SELECT receiver_id FROM transaction_order)";
    database.execute_unprepared(lost).await.unwrap();
    store.migrate_back(Some(1)).await.unwrap_err();
    let mut unit = store.reader().await.unwrap();
    assert_eq!(
        unit.erasures().get(Erasure::id_of(DataSubject::Customer(id(1)))).await.unwrap(),
        None,
        "all is there"
    );
    assert!(unit.loans().get(before.0.value.id()).await.unwrap().is_some());
    database.close().await.unwrap();
}

#[tokio::test]
async fn loans_of_before_outlive_their_customer() {
    let sqlite = Sqlite::empty().await;
    let url = format!("sqlite://{}", sqlite.file().display());
    outlive_their_customer(sqlite.sql(), &url).await;
    let postgres = Postgres::empty().await;
    outlive_their_customer(postgres.sql(), postgres.url()).await;
}
