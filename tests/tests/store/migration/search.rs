//! Customers from the time when nobody looked for them by name.

use super::{back_before, fill};
use kredo_application::{Store, paging::PageRequest};
use kredo_domain::customer::{Customer, CustomerFilter, NameKey};
use kredo_persistence::SqlStore;
use kredo_tests::{
    backend::{Postgres, Sqlite},
    fixture::Sample,
};
use sea_orm::Database;

async fn are_found(store: &SqlStore, url: &str) {
    store.migrate().await.unwrap();
    fill(store).await;
    let mut unit = store.begin().await.unwrap();
    unit.customers().insert(&Customer::bare(2)).await.unwrap();
    unit.commit().await.unwrap();
    let database = Database::connect(url).await.unwrap();
    back_before(store, &database, "m0014").await;
    database.close().await.unwrap();
    store.migrate().await.unwrap();
    let full = Customer::full(1);
    let [last_name, first_name, middle_name] = full.state().person.name_keys();
    let all = CustomerFilter { last_name, first_name, middle_name, ..CustomerFilter::default() };
    let page = PageRequest { page: 0, size: 20, order: Vec::new() };
    let mut unit = store.reader().await.unwrap();
    let found = unit.customers().search(&all, &page).await.unwrap();
    let found: Vec<_> = found.items.into_iter().map(|customer| customer.value).collect();
    assert_eq!(found, [full]);
    let nobody =
        CustomerFilter { last_name: NameKey::of("о'нилл"), ..CustomerFilter::default() };
    assert_eq!(unit.customers().search(&nobody, &page).await.unwrap().total, 0);
}

#[tokio::test]
async fn customers_of_before_are_found_by_their_names() {
    let sqlite = Sqlite::empty().await;
    let url = format!("sqlite://{}", sqlite.file().display());
    are_found(sqlite.sql(), &url).await;
    let postgres = Postgres::empty().await;
    are_found(postgres.sql(), postgres.url()).await;
}
