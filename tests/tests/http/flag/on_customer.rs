//! Flags on customers over HTTP.

use super::directory::new_type;
use crate::desk::Desk;
use serde_json::{Value, json};

const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";

fn flags_of(customer: &str) -> String {
    format!("/crs/internal/v1/customers/{customer}/flags")
}

async fn customer(desk: &Desk, login: &str) -> String {
    let args = json!([login]);
    let created = desk.execute("CustomerActivity#create", args).await;
    created.json[0]["guid"].as_str().unwrap().to_owned()
}

fn named(flag_type: &str, reason: &str) -> Value {
    json!({ "typeName": flag_type, "reasonName": reason })
}

#[tokio::test]
async fn a_flag_is_put_on_taken_off_and_stays_as_history() {
    let desk = Desk::open().await;
    let flags = flags_of(&customer(&desk, "79010000001").await);
    assert_eq!(desk.get(&flags).await.json, json!({ "flags": [] }));
    let added = desk.post(&flags, &named("black_list", "TERRORIST")).await.json;
    let expected = json!({
        "guid": added["guid"], "flagType": "BLACK_LIST", "flagReason": "TERRORIST",
        "isActive": true, "scope": "EXTERNAL",
        "createdAt": added["createdAt"], "updatedAt": added["updatedAt"],
    });
    assert_eq!(added, expected);
    assert_eq!(desk.get(&flags).await.json, json!({ "flags": [added] }));
    let again = desk.post(&flags, &named("BLACK_LIST", "TERRORIST")).await;
    assert_eq!(again.refusal(), (409, "INVALID_FLAG_STATE"));

    let one = format!("{flags}/{}", added["guid"].as_str().unwrap());
    for _ in 0..2 {
        let removed = desk.delete(&one).await;
        assert_eq!((removed.status.as_u16(), removed.json), (200, json!({})));
    }
    let history = desk.get(&flags).await.json;
    assert_eq!(history["flags"][0]["isActive"], json!(false));
}

#[tokio::test]
async fn whatever_is_not_there_is_a_conflict() {
    let desk = Desk::open().await;
    let (own, others) =
        (customer(&desk, "79010000001").await, customer(&desk, "79010000002").await);
    let nobody = flags_of(NOBODY);
    let fraud = named("BLACK_LIST", "FRAUD");
    assert_eq!(desk.post(&nobody, &fraud).await.refusal(), (409, "CUSTOMER_NOT_FOUND"));
    assert_eq!(desk.get(&nobody).await.refusal(), (409, "CUSTOMER_NOT_FOUND"));
    for (body, code) in [
        (named("BLACKLIST", "FRAUD"), "FLAG_TYPE_NOT_FOUND"),
        (named("BLACK_LIST", "PIRATE"), "FLAG_REASON_NOT_FOUND"),
        (named("BLACK_LIST", "COURT_RULING"), "FLAG_REASON_INCOMPATIBLE_WITH_TYPE"),
    ] {
        assert_eq!(desk.post(&flags_of(&own), &body).await.refusal(), (409, code));
    }
    let added = desk.post(&flags_of(&own), &fraud).await.json["guid"].as_str().unwrap().to_owned();
    let remove = async |customer: &str, flag: &str| {
        let path = format!("{}/{flag}", flags_of(customer));
        desk.delete(&path).await
    };
    for (customer, flag, code) in [
        (NOBODY, added.as_str(), "CUSTOMER_NOT_FOUND"),
        (&own, NOBODY, "CUSTOMER_FLAG_NOT_FOUND"),
        (&others, &added, "CUSTOMER_FLAG_NOT_FOUND"),
    ] {
        assert_eq!(remove(customer, flag).await.refusal(), (409, code));
    }
    let flags = desk.get(&flags_of(&own)).await.json;
    assert_eq!(flags["flags"][0]["isActive"], json!(true), "it is still on");
}

#[tokio::test]
async fn a_renamed_type_is_still_on_and_one_out_of_use_is_put_on_nobody() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let path = new_type(&desk, "HARMLESS").await;
    desk.patch(&path, &json!({ "restricts": false })).await;
    let reason = json!({ "name": "WHY", "description": "" });
    desk.post(&format!("{path}/flag-reasons"), &reason).await;
    let flags = flags_of(&own);
    let added = desk.post(&flags, &named("HARMLESS", "WHY")).await;
    assert_eq!(added.status, 200, "{added:?}");

    desk.patch(&path, &json!({ "name": "MILD", "status": "INACTIVE" })).await;
    for name in ["HARMLESS", "MILD"] {
        let found = desk.execute("FlagActivity#find", json!([own, name])).await;
        assert_eq!(found.json[0][0]["flagType"], "HARMLESS", "found by {name}");
    }
    let restrictions = || async {
        let args = json!([own]);
        let found = desk.execute("FlagActivity#findRestrictions", args).await;
        found.json[0]["hasRestrictions"].as_bool().unwrap()
    };
    assert!(!restrictions().await, "what it is called does not matter");
    desk.patch(&path, &json!({ "restricts": true })).await;
    assert!(restrictions().await, "nor that it is out of use");
    let other = flags_of(&customer(&desk, "79010000002").await);
    let refused = desk.post(&other, &named("MILD", "WHY")).await;
    assert_eq!(refused.refusal(), (409, "FLAG_TYPE_NOT_FOUND"));
    let args = json!([own, "MILD", "WHY"]);
    desk.execute("FlagActivity#remove", args).await;
    let left = desk.get(&flags).await.json;
    assert_eq!(left["flags"][0]["isActive"], json!(false), "{left}");
}

#[tokio::test]
async fn a_client_is_told_of_its_own_restrictions_alone() {
    let desk = Desk::open().await;
    let (own, other) = ("79010000001", "79010000002");
    let tokens = [desk.api.client_token(own).await, desk.api.client_token(other).await];
    let args = json!([own]);
    let found = desk.execute("CustomerActivity#getByLogin", args).await;
    let flags = flags_of(found.json[0]["guid"].as_str().unwrap());
    desk.post(&flags, &named("BANKRUPTCY", "COURT_RULING")).await;
    let path = "/crs/api/v1/customers/restrictions";
    for (token, restricted) in tokens.iter().zip([true, false]) {
        let told = desk.api.with_token("GET", path, token).await.json;
        assert_eq!(told, json!({ "hasRestrictions": restricted }));
    }
    let refused = desk.get(path).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"), "the staff has an address of its own");
    let refused = desk.api.with_token("GET", &flags, &tokens[0]).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
}
