//! The directory of methods, and what is on record of customers.

mod record;

use crate::desk::Desk;
use serde_json::{Value, json};

const METHODS: &str = "/ids/internal/v1/identification-method";

pub(crate) async fn add(desk: &Desk, name: &str, status: &str) -> Value {
    let body = json!({
        "identificationType": "simplistick", "name": name, "description": "By number",
        "status": status, "isHealthcheckSuccessful": true, "attempts": 3,
    });
    let added = desk.post(METHODS, &body).await;
    assert_eq!(added.status, 200, "{added:?}");
    added.json
}

async fn active(desk: &Desk) -> Value {
    let method = "IdentificationDirectoryActivity#findActive";
    desk.execute(method, json!([])).await.json[0].clone()
}

#[tokio::test]
async fn a_method_is_added_changed_and_listed() {
    let desk = Desk::open().await;
    let added = add(&desk, "SNILS", "active").await;
    let expected = json!({
        "guid": added["guid"], "identificationType": "simplistic", "name": "SNILS",
        "description": "By number", "status": "ACTIVE", "isHealthcheckSuccessful": true,
        "attempts": 3, "createdAt": added["createdAt"], "updatedAt": null,
    });
    assert_eq!(added, expected);
    let path = format!("{METHODS}/{}", added["guid"].as_str().unwrap());
    let change = json!({ "isHealthCheckSuccessful": false, "attempts": 2, "status": "INACTIVE" });
    let changed = desk.patch(&path, &change).await.json;
    let expected = json!({
        "guid": added["guid"], "identificationType": "simplistic", "name": "SNILS",
        "description": "By number", "status": "INACTIVE", "isHealthcheckSuccessful": false,
        "attempts": 2, "createdAt": added["createdAt"], "updatedAt": changed["updatedAt"],
    });
    assert_eq!(changed, expected);
    let listed = desk.get(METHODS).await.json;
    assert_eq!((&listed["_data"], &listed["_meta"]["total"]), (&json!([changed]), &json!(1)));
}

#[tokio::test]
async fn a_name_is_taken_once_for_a_type() {
    let desk = Desk::open().await;
    add(&desk, "SNILS", "ACTIVE").await;
    let mut body = json!({
        "identificationType": "simplistic", "name": "SNILS", "status": "ACTIVE",
        "isHealthCheckSuccessful": true,
    });
    let taken = desk.post(METHODS, &body).await;
    assert_eq!(taken.refusal(), (409, "DUPLICATE_NAME_AND_TYPE"));
    body["identificationType"] = json!("full");
    let other = desk.post(METHODS, &body).await;
    assert_eq!((other.status.as_u16(), &other.json["attempts"]), (200, &Value::Null));
}

#[tokio::test]
async fn what_is_wrong_or_not_there_is_refused() {
    let desk = Desk::open().await;
    let body = json!({ "identificationType": "", "name": 1, "status": "ON", "attempts": 0 });
    let refused = desk.post(METHODS, &body).await;
    assert_eq!(refused.faults(), ["attempts", "identificationType", "name", "status"]);
    let body = json!({ "identificationType": "full", "name": "X", "status": "ACTIVE" });
    let refused = desk.post(METHODS, &body).await;
    assert_eq!(refused.faults(), ["isHealthcheckSuccessful"]);
    let nobody = format!("{METHODS}/b17f77dc-53e4-4205-bff7-7150b3b6ea54");
    let refused = desk.patch(&nobody, &json!({})).await;
    assert_eq!(refused.refusal(), (409, "IDENTIFICATION_METHOD_NOT_FOUND"));
}

#[tokio::test]
async fn a_flow_is_told_what_is_in_use() {
    let desk = Desk::open().await;
    assert_eq!(active(&desk).await, json!({ "methods": [] }));
    let second = add(&desk, "SNILS", "ACTIVE").await;
    add(&desk, "PASSPORT", "INACTIVE").await;
    add(&desk, "INN", "ACTIVE").await;
    let active = active(&desk).await;
    let names: Vec<_> = active["methods"].as_array().unwrap().iter().map(|m| &m["name"]).collect();
    assert_eq!(names, ["INN", "SNILS"]);
    let expected = json!({
        "guid": second["guid"], "type": "simplistic", "name": "SNILS", "description": "By number",
        "status": "ACTIVE", "healthCheck": true, "attempts": 3,
        "createdAt": second["createdAt"], "updatedAt": null,
    });
    assert_eq!(active["methods"][1], expected);
}
