//! Customers, found by what is known of them.

use crate::replay::Replay;
use serde_json::{Value, json};

/// The phone that the manual's examples look for.
const PHONE: &str = "79236177070";

pub(super) async fn search(replay: &mut Replay) {
    let guid = person(replay).await;
    replay.play("crs.customer.find-by-customer-data").await;
    replay.play("crs.customer.find-by-customer-contact").await;
    replay.play("crs.customer.find-by-customer-document").await;

    survey(replay, &guid).await;
    replay.play("crs.customer.search-by-parameters-internal").await;
}

/// A client who is as the manual's examples say.
async fn person(replay: &Replay) -> String {
    replay.api.client_token(PHONE).await;
    let found = replay.execute("CustomerActivity#getByLogin", json!([PHONE])).await;
    let person = json!({
        "guid": found[0]["guid"], "firstName": "Иван", "middleName": "Иванович",
        "lastName": "Иванов", "gender": "MALE", "birthDate": "1999-02-04",
    });
    replay.execute("CustomerActivity#patch", json!([person])).await;
    contact(replay, &found[0]["guid"], "PHONE", PHONE).await;
    found[0]["guid"].as_str().unwrap().to_owned()
}

/// Everything else that a search by parameters asks for or shows.
async fn survey(replay: &Replay, guid: &str) {
    contact(replay, &json!(guid), "EMAIL", "ivan@example.org").await;
    let passport = json!({
        "series": "3232", "number": "000101", "issueDate": "2010-10-10",
        "additionalData": { "birthplace": "ГОР. КАРАГАНДА", "authorityCode": "420-018" },
    });
    for (name, info) in [("PASSPORT", passport), ("INN", json!({ "number": "500100732259" }))] {
        let document = json!({
            "typeName": name, "status": "NOT_CHECKED", "customerGuid": guid, "documentInfo": info,
        });
        replay.execute("DocumentActivity#createV2", json!([document])).await;
    }
    let address = json!({ "isPrimary": true, "additionalData": { "subject": "г Москва" } });
    replay.execute("CustomerAddressActivity#add", json!([guid, [address]])).await;
    replay.execute("FlagActivity#add", json!([guid, "BLACK_LIST", "TERRORIST"])).await;
}

async fn contact(replay: &Replay, guid: &Value, kind: &str, value: &str) {
    let contact = json!({ "type": kind, "owner": "CUSTOMER", "value": value, "active": true });
    replay.execute("CustomerContactActivity#create", json!([guid, contact])).await;
}
