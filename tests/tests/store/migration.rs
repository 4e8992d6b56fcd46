//! Migrations forward, back, and forward again, with data in the tables.

mod erasures;
mod identifications;
mod search;

use kredo_application::{Store, document::InstallDocumentTypes, flag::InstallFlags, run};
use kredo_domain::{
    card::Card,
    consent::Consent,
    customer::{Address, Contact, Customer, CustomerEvent, Employment},
    directory::Facts,
    document::{Document, DocumentInfo, DocumentTypeName},
    flag::CustomerFlag,
    identification::IdentificationRecord,
    identity::Account,
    passport_registry::PassportKey,
};
use kredo_persistence::{MigrateError, SqlOptions, SqlStore};
use kredo_tests::{
    backend::{Backend, Postgres, Sqlite},
    fixture::{Sample, id, recorder},
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

async fn fill(store: &SqlStore) {
    let mut unit = store.begin().await.unwrap();
    let events = [CustomerEvent::Registered { customer_guid: id(1), customer_id: 1 }];
    unit.customers().insert(&Customer::full(1)).await.unwrap();
    unit.contacts().insert(&Contact::full(1)).await.unwrap();
    unit.addresses().insert(&Address::full(1)).await.unwrap();
    unit.employments().insert(&Employment::full(1)).await.unwrap();
    unit.documents().insert(&Document::full(1)).await.unwrap();
    unit.document_infos().insert(&DocumentInfo::full(1)).await.unwrap();
    unit.flags().insert(&CustomerFlag::full(1)).await.unwrap();
    unit.cards().insert(&Card::full(1)).await.unwrap();
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
    // No step since has touched this table of the registry.
    while store.reader().await.unwrap().employments().of(id(1)).await.is_ok() {
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

/// Two programs that start at once on an empty database, each with connections of its own.
async fn both_migrate(url: &str) {
    let open = || SqlStore::open(url, SqlOptions::default());
    let (one, other) = (open().await.unwrap(), open().await.unwrap());
    let (first, second) = tokio::join!(one.migrate(), other.migrate());
    first.unwrap();
    second.unwrap();
    fill(&one).await;
    assert!(customer(&other).await.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn programs_that_start_at_once_migrate_one_after_the_other() {
    let sqlite = Sqlite::empty().await;
    both_migrate(&format!("sqlite://{}", sqlite.file().display())).await;
    both_migrate(Postgres::empty().await.url()).await;
}

/// A program of the future has been here.
async fn is_refused_when_newer(store: &SqlStore, url: &str) {
    fill(store).await;
    let database = Database::connect(url).await.unwrap();
    let step = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)";
    database.execute_unprepared(step).await.unwrap();
    database.close().await.unwrap();
    let refused = store.migrate().await.unwrap_err();
    assert!(matches!(&refused, MigrateError::Newer { step } if step == "m9999_future"));
    assert!(customer(store).await.is_some(), "nothing was touched");
}

#[tokio::test]
async fn a_database_newer_than_the_program_is_left_alone() {
    let sqlite = Sqlite::start().await;
    let url = format!("sqlite://{}", sqlite.file().display());
    is_refused_when_newer(sqlite.sql(), &url).await;
    let postgres = Postgres::start().await;
    is_refused_when_newer(postgres.sql(), postgres.url()).await;
}

#[tokio::test]
async fn a_migration_that_fails_leaves_nothing_behind() {
    let sqlite = Sqlite::empty().await;
    let url = format!("sqlite://{}", sqlite.file().display());
    let database = Database::connect(url).await.unwrap();
    database.execute_unprepared("CREATE TABLE loan (id INTEGER)").await.unwrap();
    let refused = sqlite.sql().migrate().await.unwrap_err();
    assert!(matches!(refused, MigrateError::Failed(_)), "{refused:?}");
    assert!(customer_table_is_missing(sqlite.sql()).await, "the steps before are undone");
    database.execute_unprepared("DROP TABLE loan").await.unwrap();
    sqlite.sql().migrate().await.unwrap();
    fill(sqlite.sql()).await;
}

async fn customer_table_is_missing(store: &SqlStore) -> bool {
    store.reader().await.unwrap().customers().get(id(1)).await.is_err()
}

/// Goes back until that step, by the beginning of its name, is undone.
async fn back_before(store: &SqlStore, database: &DatabaseConnection, step: &str) {
    let sql = "SELECT MAX(version) AS latest FROM seaql_migrations";
    loop {
        let query = Statement::from_string(database.get_database_backend(), sql);
        let row = database.query_one_raw(query).await.unwrap().unwrap();
        if row.try_get::<String>("", "latest").unwrap().as_str() < step {
            return;
        }
        store.migrate_back(Some(1)).await.unwrap();
    }
}

/// A flag from the time when flags knew their types by name alone.
async fn keeps_old_flags(store: &SqlStore, url: &str) {
    store.migrate().await.unwrap();
    fill(store).await;
    let database = Database::connect(url).await.unwrap();
    back_before(store, &database, "m0010").await;
    let old = "UPDATE customer_flag SET flag_type = 'BANKRUPTCY', reason = 'COURT_RULING'";
    database.execute_unprepared(old).await.unwrap();
    database.close().await.unwrap();
    store.migrate().await.unwrap();
    let recorder = recorder();
    // Its first guid names the event that is there.
    let _: kredo_domain::Id<CustomerFlag> = recorder.new_id();
    run(store, &InstallFlags::new(&recorder), &()).await.unwrap();
    let mut unit = store.reader().await.unwrap();
    let flag = unit.flags().get(CustomerFlag::full(1).id()).await.unwrap().unwrap().value;
    let known = &flag.state().flag;
    let flag_type = unit.flag_types().get(known.flag_type_guid).await.unwrap().unwrap().value;
    assert_eq!(flag_type.facts().name.as_str(), "BANKRUPTCY");
    let reason = unit.flag_reasons().get(known.flag_reason_guid).await.unwrap().unwrap().value;
    assert_eq!(reason.facts().name.as_str(), "COURT_RULING");
    assert_eq!(reason.facts().flag_type, flag_type.id());
}

#[tokio::test]
async fn flags_that_knew_their_types_by_name_find_them_in_the_directory() {
    let sqlite = Sqlite::empty().await;
    let url = format!("sqlite://{}", sqlite.file().display());
    keeps_old_flags(sqlite.sql(), &url).await;
    let postgres = Postgres::empty().await;
    keeps_old_flags(postgres.sql(), postgres.url()).await;
}

/// Documents from the time when what was said about them stood in a column of theirs.
async fn keeps_old_documents(store: &SqlStore, url: &str) {
    store.migrate().await.unwrap();
    fill(store).await;
    let mut unit = store.begin().await.unwrap();
    let (other, known) = (id(77), id(78));
    for (id, name) in [(other, "ИНН"), (known, "passport")] {
        let mut state = Document::full(1).state().clone();
        (state.id, state.type_name) = (id, DocumentTypeName::new(name));
        unit.documents().insert(&Document::restore(state)).await.unwrap();
    }
    unit.commit().await.unwrap();
    let database = Database::connect(url).await.unwrap();
    back_before(store, &database, "m0011").await;
    database.close().await.unwrap();
    store.migrate().await.unwrap();
    let recorder = recorder();
    // Its first guid names the event that is there.
    let _: kredo_domain::Id<Document> = recorder.new_id();
    run(store, &InstallDocumentTypes::new(&recorder), &()).await.unwrap();
    let mut unit = store.reader().await.unwrap();
    let infos = unit.document_infos().of(id(1)).await.unwrap();
    let expected = DocumentInfo::full(1).state().clone();
    let [kept] = &infos[..] else { unreachable!("each statement is kept once: {infos:?}") };
    let kept = kept.value.state();
    assert_eq!((kept.id, kept.document, kept.customer), (expected.id, expected.document, id(1)));
    assert_eq!((&kept.statement, kept.created_at), (&expected.statement, expected.created_at));
    for (document, name, is_active) in [(known, "PASSPORT", true), (other, "ИНН", false)] {
        let document = unit.documents().get(document).await.unwrap().unwrap().value;
        let of = unit.document_types().get(document.state().document_type).await.unwrap();
        let of = of.unwrap().value;
        assert_eq!((of.facts().key().as_str(), of.is_active()), (name, is_active));
    }
}

#[tokio::test]
async fn documents_that_held_their_statements_and_types_by_name_keep_both() {
    let sqlite = Sqlite::empty().await;
    let url = format!("sqlite://{}", sqlite.file().display());
    keeps_old_documents(sqlite.sql(), &url).await;
    let postgres = Postgres::empty().await;
    keeps_old_documents(postgres.sql(), postgres.url()).await;
}
