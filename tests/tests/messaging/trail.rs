//! The relay puts every event into the audit trail, and whoever tampers with it is found out.

use crate::stage::{Answer, Stage, append};
use kredo_application::{
    Sha256Sum, Store,
    audit::{ORIGIN, TrailFault, Verified, VerifyTrail},
};
use kredo_tests::backend::{Backend, Postgres, Sqlite};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::sync::Arc;

type Verdict = Result<Verified, TrailFault>;

async fn verify(stage: &Stage, known: Option<Sha256Sum>) -> Verdict {
    let keys = Arc::<kredo_security::audit::AuditPublicKeys>::clone(&stage.keys.1);
    VerifyTrail::new(Arc::clone(&stage.store), keys).execute(known, |_| {}).await.unwrap()
}

async fn trail(store: &dyn Store) -> Vec<u128> {
    let records = store.reader().await.unwrap().audit().after(0, 100).await.unwrap();
    records.iter().map(|record| record.event.as_u128()).collect()
}

pub(crate) async fn an_event_gets_into_the_trail_once_and_before_it_is_published(
    store: Arc<dyn Store>,
) {
    let stage = Stage::new(store, [Answer::Away, Answer::Away]);
    assert_eq!(verify(&stage, None).await, Ok(Verified { records: 0, head: ORIGIN }));
    append(&*stage.store, [3, 1]).await;
    let relay = stage.relay(1);
    relay.work_once().await.unwrap_err();
    assert_eq!(trail(&*stage.store).await, [3, 1], "the bus is away, the trail is not");
    append(&*stage.store, [2]).await;
    relay.work_once().await.unwrap_err();
    relay.work_once().await.unwrap();
    assert_eq!(trail(&*stage.store).await, [3, 1, 2]);
    let first = verify(&stage, None).await.unwrap();
    append(&*stage.store, 4..14).await;
    while relay.work_once().await.unwrap() > 0 {}
    let second = verify(&stage, Some(first.head)).await.unwrap();
    assert_eq!((first.records, second.records), (3, 13));
    assert_eq!(verify(&stage, Some(second.head)).await, Ok(second));
    let stranger = "ab".repeat(32).parse().unwrap();
    assert_eq!(verify(&stage, Some(stranger)).await, Err(TrailFault::HeadLost));
}

/// What is said of nine records, put into the trail in turns of four, after somebody with all rights
/// on the database has done that to them.
async fn tampered(sql: &str) -> Verdict {
    let sqlite = Sqlite::start().await;
    let stage = Stage::new(sqlite.store(), []);
    append(&*stage.store, 1..10).await;
    let relay = stage.relay(1);
    while relay.work_once().await.unwrap() > 0 {}
    assert_eq!(verify(&stage, None).await.unwrap().records, 9);
    let url = format!("sqlite://{}", sqlite.file().display());
    let database = Database::connect(url).await.unwrap();
    refuses_changes(&database).await;
    for trigger in ["audit_record_is_not_changed", "audit_record_is_not_deleted"] {
        database.execute_unprepared(&format!("DROP TRIGGER {trigger}")).await.unwrap();
    }
    let done = database.execute_unprepared(sql).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql}");
    verify(&stage, None).await
}

async fn refuses_changes(database: &DatabaseConnection) {
    for sql in ["UPDATE audit_record SET actor = 'x'", "DELETE FROM audit_record"] {
        let refused = database.execute_unprepared(sql).await.unwrap_err();
        assert!(refused.to_string().contains("audit records are n"), "{refused}");
    }
}

#[tokio::test]
async fn whoever_tampers_with_the_trail_is_found_out() {
    for column in ["event", "at", "actor", "trace", "action", "subject", "data", "hash"] {
        let value = match column {
            "event" => "randomblob(16)",
            "at" => "'2020-01-01 00:00:00+00:00'",
            "hash" => "lower(hex(randomblob(32)))",
            _ => "'{}'",
        };
        let sql = format!("UPDATE audit_record SET {column} = {value} WHERE sequence = 3");
        assert_eq!(tampered(&sql).await, Err(TrailFault::Changed(3)), "{column}");
    }
    for (what, fault) in [
        ("DELETE FROM audit_record WHERE sequence = 5", TrailFault::Missing(5)),
        ("DELETE FROM audit_record WHERE sequence = 1", TrailFault::Missing(1)),
        ("UPDATE audit_record SET sequence = 10 WHERE sequence = 9", TrailFault::Missing(9)),
        ("DELETE FROM audit_record WHERE sequence > 6", TrailFault::Unsigned(6)),
        ("UPDATE audit_record SET signature = 'AAAA' WHERE sequence = 8", TrailFault::Signature(8)),
        ("UPDATE audit_record SET key_id = 'other' WHERE sequence = 4", TrailFault::Signature(4)),
    ] {
        assert_eq!(tampered(what).await, Err(fault), "{what}");
    }
}

#[tokio::test]
async fn what_is_cut_off_at_a_signature_is_missed_by_whoever_kept_the_head() {
    let sqlite = Sqlite::start().await;
    let stage = Stage::new(sqlite.store(), []);
    append(&*stage.store, 1..10).await;
    let relay = stage.relay(1);
    while relay.work_once().await.unwrap() > 0 {}
    let head = verify(&stage, None).await.unwrap().head;
    let url = format!("sqlite://{}", sqlite.file().display());
    let database = Database::connect(url).await.unwrap();
    let cut =
        "DROP TRIGGER audit_record_is_not_deleted; DELETE FROM audit_record WHERE sequence = 9";
    database.execute_unprepared(cut).await.unwrap();
    assert_eq!(verify(&stage, None).await.unwrap().records, 8);
    assert_eq!(verify(&stage, Some(head)).await, Err(TrailFault::HeadLost));
}

#[tokio::test]
async fn postgres_refuses_changes_of_the_trail() {
    let postgres = Postgres::start().await;
    let database = Database::connect(postgres.url()).await.unwrap();
    refuses_changes(&database).await;
    let truncated = database.execute_unprepared("TRUNCATE audit_record").await;
    assert!(truncated.is_err());
}
