//! The directories of flags over HTTP.

use crate::desk::Desk;
use kredo_domain::identity::Role;
use serde_json::json;

const TYPES: &str = "/crs/internal/v1/flag-types";
const REASONS: &str = "/crs/internal/v1/flag-reasons";

/// The address of a new type of flag.
pub(super) async fn new_type(desk: &Desk, name: &str) -> String {
    let body = json!({ "name": name, "description": "for a test", "scope": "internal" });
    let created = desk.post(TYPES, &body).await;
    assert_eq!(created.status, 200, "{created:?}");
    format!("{TYPES}/{}", created.json["guid"].as_str().unwrap())
}

/// Names in a list.
async fn names(desk: &Desk, path: &str) -> Vec<String> {
    let listed = desk.get(path).await;
    let items = listed.json["_data"].as_array().unwrap().iter();
    items.map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_type_is_added_changed_and_found() {
    let desk = Desk::open().await;
    let body = json!({ "name": "stop-list_2", "description": "Stop", "scope": "external" });
    let created = desk.post(TYPES, &body).await.json;
    let expected = json!({
        "guid": created["guid"], "name": "STOP-LIST_2", "description": "Stop",
        "scope": "EXTERNAL", "restricts": true, "status": "ACTIVE", "reasons": [],
        "createdAt": created["createdAt"], "updatedAt": null,
    });
    assert_eq!(created, expected);
    let path = format!("{TYPES}/{}", created["guid"].as_str().unwrap());
    assert_eq!(desk.get(&path).await.json, created);

    let same = desk.patch(&path, &json!({ "name": "STOP-LIST_2" })).await.json;
    assert_eq!(same, created, "the same said again is no change");
    let change =
        json!({ "name": "HALT", "scope": "INTERNAL", "status": "inactive", "restricts": false });
    let changed = desk.patch(&path, &change).await.json;
    assert!(changed["updatedAt"].is_string(), "{changed}");
    for (name, value) in [
        ("name", json!("HALT")),
        ("description", json!("Stop")),
        ("scope", json!("INTERNAL")),
        ("status", json!("INACTIVE")),
        ("restricts", json!(false)),
    ] {
        assert_eq!(changed[name], value, "{name}");
    }
    assert_eq!(desk.get(&path).await.json, changed);
}

#[tokio::test]
async fn reasons_belong_to_their_type() {
    let desk = Desk::open().await;
    let (first, second) = (new_type(&desk, "FIRST").await, new_type(&desk, "SECOND").await);
    let reason = json!({ "name": "WHY", "description": "Because" });
    let of_first = desk.post(&format!("{first}/flag-reasons"), &reason).await.json;
    let of_second = desk.post(&format!("{second}/flag-reasons"), &reason).await.json;
    assert_ne!(of_first["guid"], of_second["guid"], "types may have reasons of one name");
    let again = desk.post(&format!("{first}/flag-reasons"), &reason).await;
    assert_eq!(again.refusal(), (409, "FLAG_REASON_DUPLICATED_NAME"));
    let nobody = format!("{TYPES}/b17f77dc-53e4-4205-bff7-7150b3b6ea54/flag-reasons");
    assert_eq!(desk.post(&nobody, &reason).await.refusal(), (404, "FLAG_TYPE_NOT_FOUND"));

    let path = format!("{REASONS}/{}", of_first["guid"].as_str().unwrap());
    let change = json!({ "name": "a-why", "status": "INACTIVE" });
    let changed = desk.patch(&path, &change).await.json;
    assert_eq!((&changed["name"], &changed["status"]), (&json!("A-WHY"), &json!("INACTIVE")));
    assert_eq!(desk.get(&path).await.json, changed);
    assert_eq!(desk.get(&first).await.json["reasons"], json!([changed]));
    assert_eq!(desk.get(&second).await.json["reasons"], json!([of_second]));
    let other = json!({ "name": "A", "description": "" });
    let own = desk.post(&format!("{first}/flag-reasons"), &other).await;
    let own = own.json["guid"].as_str().unwrap().to_owned();
    let taken = desk.patch(&format!("{REASONS}/{own}"), &json!({ "name": "A-WHY" })).await;
    assert_eq!(taken.refusal(), (409, "FLAG_REASON_DUPLICATED_NAME"));
}

#[tokio::test]
async fn a_name_is_one_types() {
    let desk = Desk::open().await;
    let (first, _) = (new_type(&desk, "FIRST").await, new_type(&desk, "SECOND").await);
    let body = json!({ "name": "first", "description": "", "scope": "EXTERNAL" });
    assert_eq!(desk.post(TYPES, &body).await.refusal(), (409, "FLAG_TYPE_DUPLICATED_NAME"));
    let taken = desk.patch(&first, &json!({ "name": "SECOND" })).await;
    assert_eq!(taken.refusal(), (409, "FLAG_TYPE_DUPLICATED_NAME"));
}

#[tokio::test]
async fn faults_are_told_at_once() {
    let desk = Desk::open().await;
    let body = json!({ "name": "Черный список", "description": 1, "scope": "WORLD" });
    let refused = desk.post(TYPES, &body).await;
    assert_eq!(refused.refusal(), (400, "ARGUMENT_INVALID"));
    assert_eq!(refused.faults(), ["description", "name", "scope"]);
    let refused = desk.get(&format!("{TYPES}?page=x&size=0&sort=reasons")).await;
    assert_eq!(refused.faults(), ["page", "size", "sort"]);
    for path in [TYPES, REASONS] {
        let nobody = format!("{path}/b17f77dc-53e4-4205-bff7-7150b3b6ea54");
        let code = if path == TYPES { "FLAG_TYPE_NOT_FOUND" } else { "FLAG_REASON_NOT_FOUND" };
        assert_eq!(desk.get(&nobody).await.refusal(), (404, code));
        // Also of a reason, as the contract has it.
        let refused = desk.patch(&nobody, &json!({})).await;
        assert_eq!(refused.refusal(), (404, "FLAG_TYPE_NOT_FOUND"));
    }
}

#[tokio::test]
async fn lists_come_in_pages_in_the_order_that_is_asked_for() {
    let desk = Desk::open().await;
    let all = names(&desk, TYPES).await;
    assert!(all.is_sorted() && all.contains(&"BLACK_LIST".to_owned()), "{all:?}");
    let second = desk.get(&format!("{TYPES}?page=1&size=2")).await.json;
    let meta = json!({
        "total": all.len(), "offset": 2, "pageNumber": 1, "pageSize": 2, "paged": true,
        "unpaged": false, "sort": { "empty": true, "sorted": false, "unsorted": true },
    });
    assert_eq!(second["_meta"], meta);
    let sorted = desk.get(&format!("{TYPES}?sort=name")).await.json;
    let sort = json!({ "empty": false, "sorted": true, "unsorted": false });
    assert_eq!(sorted["_meta"]["sort"], sort);
    assert_eq!(names(&desk, &format!("{TYPES}?page=1&size=2")).await, all[2..4]);
    let reversed: Vec<_> = all.iter().rev().cloned().collect();
    assert_eq!(names(&desk, &format!("{TYPES}?sort=name,desc")).await, reversed);
    let by_scope = names(&desk, &format!("{TYPES}?sort=scope,desc&sort=name,asc")).await;
    assert_eq!(by_scope[..2], ["DECEASED", "FRAUD_SUSPICION"], "the internal ones first");

    let changed = format!("{TYPES}?sort=updatedAt,desc&size=1");
    let path = new_type(&desk, "ALMOST_FORGOTTEN").await;
    desk.patch(&path, &json!({ "description": "again" })).await;
    assert_eq!(names(&desk, &changed).await, ["ALMOST_FORGOTTEN"]);
    let reasons = names(&desk, &format!("{REASONS}?size=200")).await;
    assert!(reasons.is_sorted() && reasons.len() > all.len(), "{reasons:?}");
}

#[tokio::test]
async fn a_directory_is_the_staffs() {
    let desk = Desk::open().await;
    let partner = desk.api.token("shop", Role::Partner).await;
    let refused = desk.api.with_token("GET", TYPES, &partner).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
    assert_eq!(desk.api.get(TYPES).await.refusal(), (401, "TOKEN_MISSING"));
}
