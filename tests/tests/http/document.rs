//! Documents: the directory of types, what is said about them, and the files that show them.

mod directory;
mod file;
mod said;

use crate::desk::Desk;
use kredo_tests::api::Answered;
use serde_json::{Value, json};

const TYPES: &str = "/crs/internal/v1/doctypes";
const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";

/// The guid of a new customer.
async fn new_customer(desk: &Desk, login: &str) -> String {
    let created = desk.execute("CustomerActivity#create", json!([login])).await;
    created.json[0]["guid"].as_str().unwrap().to_owned()
}

/// The manual's passport.
fn passport() -> Value {
    json!({
        "series": "3232", "number": "672672", "issuer": "ОТДЕЛОМ УФМС РОССИИ",
        "issueDate": "2010-10-10", "sourceName": "CUSTOMER", "sourceId": "56602",
        "additionalData": { "birthplace": "ГОР. КАРАГАНДА", "authorityCode": "420-018" },
    })
}

async fn create(desk: &Desk, customer: &str, type_name: &str, info: &Value) -> Answered {
    let document = json!({
        "typeName": type_name, "status": "NOT_CHECKED", "customerGuid": customer,
        "documentInfo": info,
    });
    desk.execute("DocumentActivity#createV2", json!([document])).await
}

/// The guid of a new passport of that customer.
async fn new_passport(desk: &Desk, customer: &str) -> String {
    let created = create(desk, customer, "passport", &passport()).await;
    assert_eq!(created.status, 200, "{created:?}");
    created.json[0]["guid"].as_str().unwrap().to_owned()
}

/// How many events of changes there are in the outbox.
async fn events(desk: &Desk) -> usize {
    let mut unit = desk.api.store().reader().await.unwrap();
    let events = unit.outbox().pending(10_000).await.unwrap().into_iter();
    events.filter(|event| !event.name.starts_with("kredo.personal-data.")).count()
}
