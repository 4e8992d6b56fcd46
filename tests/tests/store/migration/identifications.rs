//! Records of identifications from the time when they had a method or a reason, and nothing else.

use super::{back_before, fill};
use chrono::{DateTime, Utc};
use kredo_application::Store;
use kredo_domain::{
    customer::AdditionalData,
    identification::{
        Identification, IdentificationMethod, IdentificationRecord, IdentificationRecordState,
        IdentificationStatus, NewIdentification,
    },
};
use kredo_persistence::SqlStore;
use kredo_tests::{
    backend::{Postgres, Sqlite},
    fixture::{Sample, hour, id},
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, sea_query::Query};
use uuid::Uuid;

/// A row as it was: guid, application, method, reason, instant.
type Old = (u128, u128, Option<&'static str>, Option<&'static str>, DateTime<Utc>);

/// The second and the third are what two engines would have left, had they raced.
fn old() -> [Old; 5] {
    [
        (201, 7, Some("SIMPLIFIED"), None, hour(1)),
        (203, 8, Some("IN_PERSON"), None, hour(2)),
        (202, 8, Some("IN_PERSON"), None, hour(3)),
        (204, 7, None, Some("не «О'Нил»"), hour(4)),
        (205, 7, Some("ESIA_WITH_BIOMETRICS"), None, hour(5)),
    ]
}

async fn insert(database: &DatabaseConnection, (n, application, method, reason, at): Old) {
    let columns =
        ["id", "version", "customer_id", "application_id", "method", "reason", "identified_at"];
    let guid = |n| Uuid::from_u128(n).into();
    let text = |text: Option<&str>| text.map(ToOwned::to_owned).into();
    let values =
        [guid(n), 1.into(), guid(1), guid(application), text(method), text(reason), at.into()];
    let insert =
        Query::insert().into_table("identification").columns(columns).values_panic(values).take();
    database.execute(&insert).await.unwrap();
}

/// What a row of before says now.
fn translated((n, application, method, reason, at): Old, attempt: u32) -> IdentificationRecord {
    let outcome = match method {
        Some(name) => {
            Identification::Identified { method: IdentificationMethod::from_name(name).unwrap() }
        }
        None => Identification::NotIdentified { reason: reason.unwrap().to_owned() },
    };
    let said = NewIdentification::of(id(1), id(application), outcome);
    IdentificationRecord::restore(IdentificationRecordState {
        id: id(n),
        customer: id(1),
        application: id(application),
        means: said.means,
        attempt,
        status: said.status,
        reason: said.reason,
        additional_data: AdditionalData::new(),
        created_at: at,
        updated_at: at,
    })
}

async fn kept(store: &SqlStore) -> Vec<IdentificationRecord> {
    let mut unit = store.reader().await.unwrap();
    let kept = unit.identifications().of(id(1)).await.unwrap();
    kept.into_iter().map(|record| record.value).collect()
}

async fn are_kept(store: &SqlStore, url: &str) {
    store.migrate().await.unwrap();
    fill(store).await;
    let database = Database::connect(url).await.unwrap();
    back_before(store, &database, "m0013").await;
    database.execute_unprepared("DELETE FROM identification").await.unwrap();
    for row in old() {
        insert(&database, row).await;
    }
    store.migrate().await.unwrap();
    let [first, second, third, refused, last] = old();
    let expected = [
        translated(first, 1),
        translated(third, 2),
        translated(second, 1),
        translated(refused, 1),
        translated(last, 1),
    ];
    assert_eq!(kept(store).await, expected);
    back_before(store, &database, "m0013").await;
    store.migrate().await.unwrap();
    assert_eq!(kept(store).await, expected, "they bear the way back");
    database.close().await.unwrap();
}

#[tokio::test]
async fn identifications_of_before_have_a_type_a_status_and_a_number() {
    let sqlite = Sqlite::empty().await;
    let url = format!("sqlite://{}", sqlite.file().display());
    are_kept(sqlite.sql(), &url).await;
    let postgres = Postgres::empty().await;
    are_kept(postgres.sql(), postgres.url()).await;
}

/// Method and reason of before, of what had no word in that form.
async fn are_said_otherwise(store: &SqlStore, url: &str) {
    store.migrate().await.unwrap();
    fill(store).await;
    let database = Database::connect(url).await.unwrap();
    database.execute_unprepared("DELETE FROM identification").await.unwrap();
    let record = |n: u128, kind: &str, method: &str, status: &str| {
        let mut state = IdentificationRecord::full(1).state().clone();
        (state.id, state.attempt) = (id(n), u32::try_from(n).unwrap());
        state.status = IdentificationStatus::new(status);
        state.means = state.means.map(|mut means| {
            means.kind = kind.to_owned().into();
            method.clone_into(&mut means.method);
            means
        });
        if !state.status.is_in_force() {
            state.reason = None;
        }
        IdentificationRecord::restore(state)
    };
    let mut unit = store.begin().await.unwrap();
    for record in [
        record(1, "simplistic", "SNILS", "VALID"),
        record(2, "full", "ESIA_WITH_BIOMETRICS", "VALID"),
        record(3, "full", "NOTARY", "VALID"),
        record(4, "simplistic", "SIMPLIFIED", "CANCELLED"),
    ] {
        unit.identifications().insert(&record).await.unwrap();
    }
    unit.commit().await.unwrap();
    back_before(store, &database, "m0013").await;
    let sql = "SELECT method, reason FROM identification ORDER BY id";
    let query = sea_orm::Statement::from_string(database.get_database_backend(), sql);
    let rows = database.query_all_raw(query).await.unwrap();
    let said: Vec<[Option<String>; 2]> = rows
        .iter()
        .map(|row| ["method", "reason"].map(|column| row.try_get("", column).unwrap()))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    let expected = [
        [text("SIMPLIFIED"), None],
        [text("ESIA_WITH_BIOMETRICS"), None],
        [None, text("NOTARY")],
        [None, text("SIMPLIFIED CANCELLED")],
    ];
    assert_eq!(said, expected);
    database.close().await.unwrap();
}

#[tokio::test]
async fn on_the_way_back_nothing_becomes_an_identification_that_was_none() {
    let sqlite = Sqlite::empty().await;
    let url = format!("sqlite://{}", sqlite.file().display());
    are_said_otherwise(sqlite.sql(), &url).await;
    let postgres = Postgres::empty().await;
    are_said_otherwise(postgres.sql(), postgres.url()).await;
}
