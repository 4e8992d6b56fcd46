//! No search reads a whole table.

use chrono::NaiveDate;
use kredo_application::{Store, paging::PageRequest};
use kredo_domain::{
    customer::{
        Contact, ContactFilter, ContactKind, Customer, CustomerFilter, CustomerState, NameKey,
    },
    document::{Document, DocumentFilter, DocumentInfo},
};
use kredo_persistence::{SqlOptions, SqlStore};
use kredo_tests::{
    backend::{Backend, Postgres},
    fixture::{Sample, hour},
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use std::time::Duration;

/// What connections that look call themselves, before the name of the schema.
const LOOKING: &str = "looking in ";

/// Place of the one by the date of birth.
const BY_BIRTH: usize = 3;

/// Every way to look alone, and some that go together.
fn filters() -> Vec<CustomerFilter> {
    let any = CustomerFilter::default;
    let key = NameKey::of;
    let (born, registered) = (NaiveDate::from_ymd_opt(2000, 2, 29), Some(hour(0)..hour(24)));
    let contacts = vec![ContactFilter::new(ContactKind::phone(), "79010000001")];
    vec![
        CustomerFilter { last_name: key("о"), ..any() },
        CustomerFilter { first_name: key("пётр"), ..any() },
        CustomerFilter { middle_name: key("петрович"), ..any() },
        CustomerFilter { birth_date: born, ..any() },
        CustomerFilter { registered: registered.clone(), ..any() },
        CustomerFilter { contacts: contacts.clone(), ..any() },
        CustomerFilter { documents: vec![DocumentFilter::inn("7743013902")], ..any() },
        CustomerFilter { documents: vec![DocumentFilter::passport("3232 000101")], ..any() },
        CustomerFilter { last_name: key("о"), first_name: key("пётр"), ..any() },
        CustomerFilter { last_name: key("о"), middle_name: key("петрович"), ..any() },
        CustomerFilter { first_name: key("пётр"), birth_date: born, ..any() },
        CustomerFilter { last_name: key("о"), registered, ..any() },
        CustomerFilter { last_name: key("о"), contacts, ..any() },
    ]
}

async fn number(database: &DatabaseConnection, sql: &str) -> i64 {
    let query = Statement::from_string(database.get_database_backend(), sql);
    let row = database.query_one_raw(query).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// How many rows and entries of indexes were read, once everybody who looks is gone: the server
/// counts when a connection ends.
async fn read(database: &DatabaseConnection) -> i64 {
    let looking = format!(
        "SELECT COUNT(*) FROM pg_stat_activity \
         WHERE application_name = '{LOOKING}' || current_schema()"
    );
    while number(database, &looking).await > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let read = "SELECT ((SELECT SUM(seq_tup_read) FROM pg_stat_user_tables \
        WHERE schemaname = current_schema()) + (SELECT SUM(idx_tup_read) \
        FROM pg_stat_user_indexes WHERE schemaname = current_schema()))::BIGINT";
    number(database, read).await
}

/// Looks by a filter, over connections that end.
async fn look(url: &str, filter: &CustomerFilter) {
    let store = SqlStore::open(url, SqlOptions::default()).await.unwrap();
    let page = PageRequest { page: 0, size: 20, order: Vec::new() };
    let mut unit = store.reader().await.unwrap();
    let found = unit.customers().search(filter, &page).await.unwrap();
    assert!(found.total <= 1, "{filter:?}");
    drop(unit);
    store.close().await.unwrap();
}

/// What a search may read here, where it finds one customer at most: the entries of indexes and rows
/// that lead to it.
const FEW: i64 = 10;

/// Reading a small table whole is cheaper than any index; where that is forbidden, the server does
/// it only when no index would do.
#[tokio::test]
async fn every_way_to_look_for_a_customer_has_an_index() {
    let backend = Postgres::start().await;
    let mut unit = backend.store().begin().await.unwrap();
    unit.customers().insert(&Customer::full(1)).await.unwrap();
    unit.contacts().insert(&Contact::full(1)).await.unwrap();
    unit.documents().insert(&Document::full(1)).await.unwrap();
    unit.document_infos().insert(&DocumentInfo::full(1)).await.unwrap();
    for n in 2..=200 {
        let state = CustomerState { created_at: hour(99), ..Customer::bare(n).state().clone() };
        unit.customers().insert(&Customer::restore(state)).await.unwrap();
        unit.contacts().insert(&Contact::bare(n)).await.unwrap();
        unit.documents().insert(&Document::bare(n)).await.unwrap();
        unit.document_infos().insert(&DocumentInfo::bare(n)).await.unwrap();
    }
    unit.commit().await.unwrap();

    let database = Database::connect(backend.url()).await.unwrap();
    let (_, schema) = backend.url().rsplit_once("search_path%3D").unwrap();
    let name = LOOKING.replace(' ', "%20");
    let url = format!("{}%20-cenable_seqscan%3Doff&application_name={name}{schema}", backend.url());
    for filter in filters() {
        let before = read(&database).await;
        look(&url, &filter).await;
        let cost = read(&database).await - before;
        assert!(cost <= FEW, "{cost} were read: {filter:?}");
    }
    let before = read(&database).await;
    database.execute_unprepared("DROP INDEX customer_birth_date").await.unwrap();
    look(&url, &filters()[BY_BIRTH]).await;
    assert!(read(&database).await - before > 100, "without its index a search reads everybody");
}
