//! Identification: a lender offers methods, a flow records what came of one and takes it back.

use crate::replay::Replay;

pub(crate) async fn play(replay: &mut Replay) {
    let created = replay.play("ids.identification-method.create").await;
    replay.know("identificationMethodGuid", created["guid"].as_str().unwrap());
    replay.play("ids.identification-method.update").await;
    replay.play("ids.identification-method.list").await;
    replay.play("ids.identification-method.find-active").await;

    let customer = replay.client("79010000001").await;
    replay.know("customerGuid", customer.as_str());
    replay.play("ids.identification.create").await;
    let found = replay.play("ids.identification.find-by-customer-guid").await;
    let guid = found[0]["identifications"][0]["guid"].as_str().unwrap();
    replay.know("identificationGuid", guid);
    replay.play("ids.identification.update").await;
    replay.play("ids.identification.list").await;
    replay.play("ids.identification.cancel").await;
}
