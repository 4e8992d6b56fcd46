//! Flags: a lender adds a type and a reason of its own, flows and services put flags on.

use crate::replay::Replay;
use serde_json::{Value, json};

pub(super) async fn directory(replay: &mut Replay) {
    let created = replay.play("crs.flag-type.create").await;
    replay.know("flagTypeGuid", created["guid"].as_str().unwrap());
    let created = replay.play("crs.flag-reason.create").await;
    replay.know("flagTypeReasonGuid", created["guid"].as_str().unwrap());
    replay.play("crs.flag-reason.patch").await;
    replay.play("crs.flag-reason.get").await;
    replay.play("crs.flag-reason.list").await;
    replay.play("crs.flag-type.patch").await;
    replay.play("crs.flag-type.get").await;
    replay.play("crs.flag-type.list").await;
}

pub(super) async fn on_customer(replay: &mut Replay) {
    known_to_the_manual(replay).await;
    replay.play("crs.customer-flag.add").await;
    replay.play("crs.customer-flag.find").await;
    replay.play("crs.customer-flag.remove").await;

    let added = replay.play("crs.customer-flag.add-internal").await;
    replay.know("flagGuid", added["guid"].as_str().unwrap());
    replay.play("crs.customer-flag.list-internal").await;
    replay.play("crs.customer-flag.remove-internal").await;
}

/// The type and the reason of the manual's examples.
async fn known_to_the_manual(replay: &Replay) {
    const TYPES: &str = "/crs/internal/v1/flag-types";
    let body = json!({ "name": "TEST_FLAG_TYPE", "description": "a test", "scope": "INTERNAL" });
    let created = post(replay, TYPES, &body).await;
    let reasons = format!("{TYPES}/{}/flag-reasons", created["guid"].as_str().unwrap());
    post(replay, &reasons, &json!({ "name": "TEST_FLAG_REASON", "description": "a test" })).await;
}

async fn post(replay: &Replay, path: &str, body: &Value) -> Value {
    let answered = replay.api.post(path, replay.token("internal"), body).await;
    assert_eq!(answered.status, 200, "{answered:?}");
    answered.json
}
