//! The directory of document types.

use super::TYPES;
use crate::desk::Desk;
use kredo_domain::identity::Role;
use serde_json::{Value, json};

fn number() -> Value {
    json!({
        "description": "Номер", "name": "number", "isRequired": true, "type": "int",
        "min": "000101", "max": "999999", "range": [6, 99, "049678"], "isInvertedRange": true,
        "regex": r"\d{6}",
    })
}

async fn new_type(desk: &Desk, name: &str) -> Value {
    let body = json!({ "name": name, "category": "identity", "isActive": true });
    let created = desk.post(TYPES, &body).await;
    assert_eq!(created.status, 200, "{created:?}");
    created.json
}

#[tokio::test]
async fn a_type_is_added_changed_and_found_by_its_name_in_any_case() {
    let desk = Desk::open().await;
    let body = json!({
        "name": "Водительские права", "category": "finansical_docs", "isActive": true,
        "validationMethod": "check_luhn", "additionalData": { "pages": 2 },
    });
    let created = desk.post(TYPES, &body).await.json;
    let expected = json!({
        "guid": created["guid"], "name": "ВОДИТЕЛЬСКИЕ ПРАВА", "category": "FINANCIAL_DOCS",
        "validationMethod": "check_luhn", "isActive": true, "status": "ACTIVE", "attributes": [],
        "additionalData": { "pages": 2 }, "createdAt": created["createdAt"], "updatedAt": null,
    });
    assert_eq!(created, expected);
    let path = format!(
        "{TYPES}/%D0%92%D0%BE%D0%B4%D0%B8%D1%82%D0%B5%D0%BB%D1%8C%D1%81%D0%BA%D0%B8%D0%B5%20%D0%BF%D1%80%D0%B0%D0%B2%D0%B0"
    );
    assert_eq!(desk.get(&path).await.json, created);

    assert_eq!(desk.patch(&path, &json!({})).await.json, created, "nothing said is no change");
    let change = json!({
        "name": "licence", "isActive": false, "status": "inactive", "validationMethod": null,
        "additionalData": null,
    });
    let changed = desk.patch(&path, &change).await.json;
    let expected = json!({
        "guid": created["guid"], "name": "LICENCE", "category": "FINANCIAL_DOCS",
        "validationMethod": null, "isActive": false, "status": "INACTIVE", "attributes": [],
        "additionalData": {}, "createdAt": created["createdAt"],
        "updatedAt": changed["updatedAt"],
    });
    assert_eq!(changed, expected);
    assert_eq!(desk.get(&format!("{TYPES}/licence")).await.json, changed);
    assert_eq!(desk.get(&path).await.refusal(), (404, "DOCUMENT_TYPE_NOT_FOUND"));
}

#[tokio::test]
async fn a_types_name_is_taken_once() {
    let desk = Desk::open().await;
    new_type(&desk, "FIRST").await;
    let body = json!({ "name": "passport", "category": "IDENTITY", "isActive": true });
    assert_eq!(desk.post(TYPES, &body).await.refusal(), (409, "DOCUMENT_TYPE_DUPLICATED_NAME"));
    let taken = desk.patch(&format!("{TYPES}/first"), &json!({ "name": "Passport" })).await;
    assert_eq!(taken.refusal(), (409, "DOCUMENT_TYPE_DUPLICATED_NAME"));
    let nobody = format!("{TYPES}/nobody");
    let code = (404, "DOCUMENT_TYPE_NOT_FOUND");
    assert_eq!(desk.get(&nobody).await.refusal(), code);
    assert_eq!(desk.patch(&nobody, &json!({})).await.refusal(), code);
    let refused = desk.post(TYPES, &json!({ "name": "a/b", "validationMethod": "guess" })).await;
    assert_eq!(refused.faults(), ["category", "isActive", "name", "validationMethod"]);
}

#[tokio::test]
async fn an_attribute_is_added_changed_and_listed_with_its_type() {
    let desk = Desk::open().await;
    new_type(&desk, "LICENCE").await;
    let path = format!("{TYPES}/licence/attributes");
    let created = desk.post(&path, &number()).await.json;
    let expected = json!({
        "guid": created["guid"], "description": "Номер", "name": "number", "isRequired": true,
        "required": true, "type": "int", "min": "000101", "max": "999999",
        "range": r#"["6","99","049678"]"#, "isInvertedRange": true, "invertedRange": true,
        "regex": r"\d{6}", "status": "ACTIVE", "createdAt": created["createdAt"],
        "updatedAt": null,
    });
    assert_eq!(created, expected);
    let one = format!("{path}/NUMBER");
    assert_eq!(desk.get(&one).await.json, created);
    assert_eq!(desk.get(&format!("{TYPES}/licence")).await.json["attributes"], json!([created]));
    let listed = desk.get(&format!("{TYPES}?size=200")).await.json;
    let mut types = listed["_data"].as_array().unwrap().iter();
    let found = types.find(|listed| listed["name"] == "LICENCE").unwrap();
    assert_eq!(found["attributes"], json!([created]));

    assert_eq!(desk.patch(&one, &json!({ "required": true })).await.json, created);
    let change = json!({
        "name": "Series", "type": "text", "min": null, "max": "4", "range": null,
        "invertedRange": false, "regex": null, "required": false, "status": "INACTIVE",
    });
    let changed = desk.patch(&one, &change).await.json;
    let expected = json!({
        "guid": created["guid"], "description": "Номер", "name": "Series", "isRequired": false,
        "required": false, "type": "text", "min": null, "max": "4", "range": null,
        "isInvertedRange": false, "invertedRange": false, "regex": null, "status": "INACTIVE",
        "createdAt": created["createdAt"], "updatedAt": changed["updatedAt"],
    });
    assert_eq!(changed, expected);
}

#[tokio::test]
async fn rules_that_do_not_fit_together_are_refused_all_at_once_and_change_nothing() {
    let desk = Desk::open().await;
    new_type(&desk, "LICENCE").await;
    let path = format!("{TYPES}/licence/attributes");
    let mut wrong = number();
    (wrong["min"], wrong["range"], wrong["regex"]) = (json!("x"), json!("y"), json!("(?=a)"));
    let refused = desk.post(&path, &wrong).await;
    assert_eq!(refused.refusal(), (400, "DOCUMENT_ATTRIBUTE_INVALID"));
    assert_eq!(refused.faults(), ["min", "range[0]", "regex"]);
    let created = desk.post(&path, &number()).await.json;
    let one = format!("{path}/number");
    let refused = desk.patch(&one, &json!({ "type": "bool" })).await;
    assert_eq!(refused.refusal(), (400, "DOCUMENT_ATTRIBUTE_INVALID"));
    assert_eq!(refused.faults(), ["max", "min", "range[0]", "range[1]", "range[2]"]);
    assert_eq!(desk.get(&one).await.json, created);
    let mut silent = number();
    silent.as_object_mut().unwrap().remove("isRequired");
    assert_eq!(desk.post(&path, &silent).await.faults(), ["isRequired"]);
}

#[tokio::test]
async fn an_attributes_name_is_one_of_its_type() {
    let desk = Desk::open().await;
    new_type(&desk, "LICENCE").await;
    let path = format!("{TYPES}/licence/attributes");
    assert_eq!(desk.post(&path, &number()).await.status, 200);
    let mut again = number();
    again["name"] = json!("Number");
    let taken = (409, "DOCUMENT_ATTRIBUTE_DUPLICATED_NAME");
    assert_eq!(desk.post(&path, &again).await.refusal(), taken);
    again["name"] = json!("series");
    assert_eq!(desk.post(&path, &again).await.status, 200);
    let renamed = desk.patch(&format!("{path}/series"), &json!({ "name": "number" })).await;
    assert_eq!(renamed.refusal(), taken);
    let no_type = format!("{TYPES}/nobody/attributes");
    assert_eq!(desk.post(&no_type, &number()).await.refusal(), (404, "DOCUMENT_TYPE_NOT_FOUND"));
    for path in [format!("{no_type}/number"), format!("{path}/nobody")] {
        let code = if path.starts_with(&no_type) {
            "DOCUMENT_TYPE_NOT_FOUND"
        } else {
            "DOCUMENT_ATTRIBUTE_NOT_FOUND"
        };
        assert_eq!(desk.get(&path).await.refusal(), (404, code));
        assert_eq!(desk.patch(&path, &json!({})).await.refusal(), (404, code));
    }
}

#[tokio::test]
async fn the_directory_is_the_staffs() {
    let desk = Desk::open().await;
    let partner = desk.api.token("shop", Role::Partner).await;
    let client = desk.api.client_token("79010000001").await;
    for path in [
        TYPES.to_owned(),
        format!("{TYPES}/passport"),
        format!("{TYPES}/passport/attributes/number"),
    ] {
        for token in [&partner, &client] {
            let refused = desk.api.with_token("GET", &path, token).await;
            assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
        }
        assert_eq!(desk.api.get(&path).await.refusal(), (401, "TOKEN_MISSING"));
        assert_eq!(desk.get(&path).await.status, 200);
    }
}
