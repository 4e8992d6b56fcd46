//! Documents, the directory of their types, files and addresses: a lender adds a type of its own,
//! a client and a flow work with documents of the types that come with the program.

use crate::replay::Replay;
use serde_json::json;

const PHONE: &str = "79010000001";

pub(crate) async fn play(replay: &mut Replay) {
    directory(replay).await;
    let customer = replay.client(PHONE).await;
    replay.know("customerGuid", customer.as_str());
    documents(replay, &customer).await;
    statements(replay, &customer).await;
    files(replay).await;

    replay.play("crs.address.add").await;
    let listed = replay.play("crs.address.list-internal").await;
    replay.know("addressGuid", listed["addresses"][0]["guid"].as_str().unwrap());
    replay.play("crs.address.update").await;
    replay.play("crs.address.find-all").await;
}

async fn directory(replay: &mut Replay) {
    let created = replay.play("crs.document-type.create").await;
    replay.know("typeName", created["name"].as_str().unwrap());
    let created = replay.play("crs.document-attribute.create").await;
    replay.know("attributeName", created["name"].as_str().unwrap());
    replay.play("crs.document-attribute.update").await;
    replay.play("crs.document-attribute.get").await;
    replay.play("crs.document-type.update").await;
    replay.play("crs.document-type.get").await;
    replay.play("crs.document-type.list").await;
}

async fn documents(replay: &mut Replay, customer: &str) {
    let created = replay.play("crs.document.create").await;
    replay.know("documentGuid", created[0]["guid"].as_str().unwrap());
    replay.play("crs.document.change-status").await;
    replay.play("crs.document.find-by-guid").await;
    replay.execute("DocumentActivity#createV2", json!([created[0]["guid"], "VALID"])).await;
    replay.play("crs.document.find").await;
    let file = json!({
        "customerGuid": customer, "documentGuid": created[0]["guid"], "fileVersion": 1,
        "sourceName": "APPLICATION",
    });
    replay.play("crs.document-file.create").await;
    replay.play("crs.document-file.add-invalidity-reason").await;
    for n in 0..5 {
        let mut another = file.clone();
        another["fileGuid"] = json!(format!("0193507c-7c00-7000-8000-00000000000{n}"));
        replay.execute("DocumentFileActivity#create", json!([another])).await;
    }
}

/// What is said about a document of a type that asks for nothing.
async fn statements(replay: &mut Replay, customer: &str) {
    let document = json!({
        "typeName": "BANK_STATEMENT", "status": "NOT_CHECKED", "customerGuid": customer,
    });
    let created = replay.execute("DocumentActivity#createV2", json!([document])).await;
    replay.know("statementGuid", created[0]["guid"].as_str().unwrap());
    let told = replay.play("crs.document-info.add").await;
    replay.know("infoGuid", told[0]["documentInfo"][0]["guid"].as_str().unwrap());
    // What the example says is said already.
    let other = json!({ "guid": told[0]["documentInfo"][0]["guid"], "issuer": "somebody else" });
    replay.execute("DocumentInfoActivity#patch", json!([other])).await;
    replay.play("crs.document-info.patch").await;
    replay.play("crs.document.list-for-client").await;
    replay.play("crs.document.list-internal").await;
}

async fn files(replay: &mut Replay) {
    replay.play("crs.document-file.list").await;
    replay.play("crs.document-file.delete-excess").await;
}
