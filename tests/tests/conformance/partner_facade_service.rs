//! The partner's journey: the contract's own application is created and looked at, the demo
//! flow's application, which can be approved, goes all the way.

use crate::replay::Replay;
use serde_json::{Value, json};

const APPLICATION: &str = "/pfs/partner/api/v1/applications";

pub(crate) async fn play(replay: &mut Replay) {
    let created = replay.play("pfs.application.create").await;
    replay.know("applicationGuid", created["application_guid"].as_str().unwrap());
    replay.play("pfs.cart.get").await;

    approved(replay, json!("6e7ea57a-5a10-445f-a650-e45bd8432514")).await;
    replay.play("pfs.application.upload-file").await;
    replay.play("pfs.application.select-offer").await;
    replay.api.settle().await;
    replay.play("pfs.application.send-otp").await;
    replay.api.settle().await;
    // All that the payload can hold is there now.
    replay.play("pfs.application.get-status").await;
    replay.play("pfs.application.sign").await;
    replay.api.settle().await;
    replay.play("pfs.application.confirm").await;
    replay.api.settle().await;

    approved(replay, Value::Null).await;
    replay.play("pfs.application.cancel").await;
}

/// Brings about an application with an offer.
async fn approved(replay: &mut Replay, guid: Value) {
    let mut body: Value =
        serde_json::from_str(include_str!("../../data/demo/create.json")).unwrap();
    body["application_guid"] = guid;
    let phone = body["customer"]["phone"].as_str().unwrap();
    replay.api.fix_code(phone, "1111").await;
    let token = replay.token("partner").to_owned();
    let created = replay.api.post(&format!("{APPLICATION}/create"), &token, &body).await;
    assert_eq!(created.status, 200, "{created:?}");
    replay.know("applicationGuid", created.json["application_guid"].as_str().unwrap());
    replay.api.settle().await;
}
