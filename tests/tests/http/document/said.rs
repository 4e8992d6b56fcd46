//! Documents and what is said about them.

use super::{NOBODY, TYPES, create, events, new_customer, new_passport, passport};
use crate::desk::Desk;
use kredo_domain::identity::Role;
use serde_json::{Value, json};

async fn found(desk: &Desk, args: Value) -> Value {
    let found = desk.execute("DocumentActivity#find", args).await;
    assert_eq!(found.status, 200, "{found:?}");
    found.json[0].clone()
}

/// Guids of the documents in a list.
fn guids(listed: &Value) -> Vec<&str> {
    listed.as_array().unwrap().iter().map(|item| item["guid"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_document_is_added_with_its_type_and_what_is_said_about_it() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let created = create(&desk, &customer, "Passport", &passport()).await.json[0].clone();
    assert_eq!(created["customerGuid"], json!(customer));
    assert_eq!(
        (&created["status"], &created["documentType"]["name"]),
        (&json!("NOT_CHECKED"), &json!("PASSPORT"))
    );
    let info = &created["documentInfo"][0];
    for (name, value) in passport().as_object().unwrap() {
        assert_eq!(&info[name], value, "{name}");
    }
    assert_eq!((&info["expirationDate"], &info["updatedAt"]), (&Value::Null, &Value::Null));
    let guid = created["guid"].as_str().unwrap();
    assert_eq!(found(&desk, json!([guid])).await, created);
    assert_eq!(found(&desk, json!([customer])).await, json!([created]), "a customer's guid alone");
    assert_eq!(found(&desk, json!([customer, null])).await, json!([created]));
}

#[tokio::test]
async fn the_same_document_again_is_not_doubled() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let first = create(&desk, &customer, "PASSPORT", &passport()).await.json;
    let so_far = events(&desk).await;
    assert_eq!(create(&desk, &customer, "PASSPORT", &passport()).await.json, first);
    assert_eq!(events(&desk).await, so_far, "nothing happened");
    let mut more = passport();
    more["expirationDate"] = json!("2030-01-01");
    let known = create(&desk, &customer, "PASSPORT", &more).await.json[0].clone();
    assert_eq!(known["guid"], first[0]["guid"]);
    assert_eq!(known["documentInfo"].as_array().unwrap().len(), 2, "what is said is kept");
    more["number"] = json!("000101");
    let other = create(&desk, &customer, "PASSPORT", &more).await.json[0].clone();
    assert_ne!(other["guid"], first[0]["guid"], "another number is another passport");
    assert_eq!(other["documentInfo"][0]["number"], json!("000101"), "with its zeros");
}

#[tokio::test]
async fn every_violation_is_told_at_once_and_nothing_is_kept() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let mut wrong = passport();
    (wrong["number"], wrong["series"]) = (json!("000100"), Value::Null);
    wrong["issueDate"] = json!("1996-12-31");
    wrong["additionalData"]["authorityCode"] = json!("42");
    let so_far = events(&desk).await;
    let refused = create(&desk, &customer, "PASSPORT", &wrong).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_FAILURE"));
    let expected = [
        "documentInfo.additionalData.authorityCode",
        "documentInfo.issueDate",
        "documentInfo.number",
        "documentInfo.series",
    ];
    assert_eq!(refused.faults(), expected);
    let refused = create(&desk, &customer, "PASSPORT", &json!([passport(), wrong])).await;
    assert!(refused.faults().iter().all(|path| path.starts_with("documentInfo[1].")));
    assert_eq!(events(&desk).await, so_far);
    assert_eq!(found(&desk, json!([customer, null])).await, json!([]));
    for (type_name, number) in [("INN", "7743013902"), ("SNILS", "08336732478")] {
        let refused = create(&desk, &customer, type_name, &json!({ "number": number })).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_FAILURE"));
        assert_eq!(refused.faults(), ["documentInfo.number"]);
    }
}

#[tokio::test]
async fn a_type_out_of_use_or_unknown_and_nobody_are_refused() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let unknown = create(&desk, &customer, "LICENCE", &json!({})).await;
    assert_eq!(unknown.refusal(), (404, "DOCUMENT_TYPE_NOT_FOUND"));
    desk.patch(&format!("{TYPES}/SELFIE"), &json!({ "status": "INACTIVE" })).await;
    let out_of_use = create(&desk, &customer, "SELFIE", &json!({})).await;
    assert_eq!(out_of_use.refusal(), (404, "DOCUMENT_TYPE_NOT_FOUND"));
    let nobody = create(&desk, NOBODY, "PASSPORT", &passport()).await;
    assert_eq!(nobody.refusal(), (404, "CUSTOMER_NOT_FOUND"));
    for (args, code) in [
        (json!([NOBODY]), "CUSTOMER_DOCUMENT_NOT_FOUND"),
        (json!([NOBODY, null]), "CUSTOMER_NOT_FOUND"),
        (json!([customer, "LICENCE"]), "DOCUMENT_TYPE_NOT_FOUND"),
    ] {
        let refused = desk.execute("DocumentActivity#find", args).await;
        assert_eq!(refused.refusal(), (404, code));
    }
}

#[tokio::test]
async fn a_status_is_said_by_guid_and_once() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let document = new_passport(&desk, &customer).await;
    let judged = desk.execute("DocumentActivity#createV2", json!([document, "VALID"])).await;
    assert_eq!(judged.json[0]["status"], json!("VALID"));
    let so_far = events(&desk).await;
    let again = desk.execute("DocumentActivity#createV2", json!([document, "VALID"])).await;
    assert_eq!((again.json, events(&desk).await), (judged.json.clone(), so_far));
    assert_eq!(found(&desk, json!([document])).await, judged.json[0]);
    let nobody = desk.execute("DocumentActivity#createV2", json!([NOBODY, "VALID"])).await;
    assert_eq!(nobody.refusal(), (404, "CUSTOMER_DOCUMENT_NOT_FOUND"));
    let document = json!({ "typeName": "PASSPORT", "status": "VALID", "customerGuid": customer });
    for args in [json!([NOBODY]), json!([document, "VALID"])] {
        let refused = desk.execute("DocumentActivity#createV2", args).await;
        assert_eq!(
            (refused.refusal(), refused.faults()),
            ((400, "ARGUMENT_INVALID"), vec!["args[1]"])
        );
    }
}

#[tokio::test]
async fn what_is_said_later_is_added_and_can_be_corrected() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let document = new_passport(&desk, &customer).await;
    let mut later = passport();
    (later["number"], later["sourceName"]) = (json!("000101"), json!("SMART"));
    let args = json!([document, later]);
    let told = desk.execute("DocumentInfoActivity#add", args.clone()).await.json[0].clone();
    let numbers: Vec<_> =
        told["documentInfo"].as_array().unwrap().iter().map(|i| &i["number"]).collect();
    assert_eq!(numbers, [&json!("672672"), &json!("000101")]);
    let again = desk.execute("DocumentInfoActivity#add", args).await.json[0].clone();
    assert_eq!(again, told, "the same again is not recorded again");
    let nothing = desk.execute("DocumentInfoActivity#add", json!([document])).await;
    assert_eq!(nothing.json[0], told);

    let info = &told["documentInfo"][1];
    let correction = json!({
        "guid": info["guid"], "issuer": "МВД", "additionalData": { "authorityCode": "770-001" },
    });
    for args in [json!([correction]), json!([[correction]])] {
        let corrected = desk.execute("DocumentInfoActivity#patch", args).await.json[0].clone();
        assert_eq!((&corrected["issuer"], &corrected["number"]), (&json!("МВД"), &json!("000101")));
        let facts = json!({ "birthplace": "ГОР. КАРАГАНДА", "authorityCode": "770-001" });
        assert_eq!(corrected["additionalData"], facts);
        assert_eq!(found(&desk, json!([document])).await["documentInfo"][1], corrected);
    }
    let wrong = json!({ "guid": info["guid"], "number": "1" });
    let refused = desk.execute("DocumentInfoActivity#patch", json!([wrong])).await;
    assert_eq!(
        (refused.refusal(), refused.faults()),
        ((400, "VALIDATION_FAILURE"), vec!["documentInfo.number", "documentInfo.number"])
    );
    let refused =
        desk.execute("DocumentInfoActivity#add", json!([document, { "number": "x" }])).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_FAILURE"));
    let refused = desk.execute("DocumentInfoActivity#add", json!([NOBODY, passport()])).await;
    assert_eq!(refused.refusal(), (404, "CUSTOMER_DOCUMENT_NOT_FOUND"));
    let refused = desk.execute("DocumentInfoActivity#patch", json!([{ "guid": NOBODY }])).await;
    assert_eq!(refused.refusal(), (404, "DOCUMENT_INFO_NOT_FOUND"));
}

#[tokio::test]
async fn a_customers_documents_are_listed_by_type_status_and_source() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let first = new_passport(&desk, &customer).await;
    let mut other = passport();
    (other["number"], other["sourceName"]) = (json!("000101"), json!("SMART"));
    let second = create(&desk, &customer, "PASSPORT", &other).await.json[0]["guid"].clone();
    let second = second.as_str().unwrap();
    desk.execute("DocumentActivity#createV2", json!([second, "VALID"])).await;
    let snils = create(&desk, &customer, "SNILS", &json!({ "number": "08336732477" })).await;
    let snils = snils.json[0]["guid"].as_str().unwrap();
    let path = format!("/crs/internal/v1/customers/{customer}/documents");
    for (query, args, expected) in [
        ("", json!([customer, null, null, null]), vec![first.as_str(), second, snils]),
        ("?type=passport", json!([customer, "passport"]), vec![&first, second]),
        ("?status=VALID", json!([customer, null, "VALID"]), vec![second]),
        ("?sourceName=smart", json!([customer, null, null, "smart"]), vec![second]),
        ("?type=SNILS&status=VALID", json!([customer, "SNILS", "VALID"]), vec![]),
    ] {
        let listed = desk.get(&format!("{path}{query}")).await.json;
        assert_eq!(guids(&listed["documents"]), expected, "{query}");
        assert_eq!(guids(&found(&desk, args).await), expected, "{query}");
    }
    let listed = desk.get(&format!("{path}?status=VALID")).await.json["documents"][0].clone();
    assert_eq!(
        (&listed["documentType"]["active"], &listed["documentInfo"][0]["status"]),
        (&json!(true), &json!("VALID"))
    );
    let refused = desk.get(&format!("{path}?status=SOME&type=a&type=b")).await;
    assert_eq!((refused.refusal(), refused.faults()), ((400, "ARGUMENT_INVALID"), vec!["type"]));
    assert_eq!(desk.get(&format!("{path}?status=SOME")).await.faults(), ["status"]);
    let unknown = desk.get(&format!("{path}?type=LICENCE")).await;
    assert_eq!(unknown.refusal(), (409, "DOCUMENT_TYPE_NOT_FOUND"));
    let nobody = desk.get(&path.replace(&customer, NOBODY)).await;
    assert_eq!(nobody.refusal(), (409, "CUSTOMER_NOT_FOUND"));
}

#[tokio::test]
async fn a_client_sees_its_own_documents_alone() {
    const OWN: &str = "/crs/api/v2/documents";
    let desk = Desk::open().await;
    let token = desk.api.client_token("79010000001").await;
    let by_login = json!(["79010000001"]);
    let known = desk.execute("CustomerActivity#getByLogin", by_login).await.json;
    let customer = known[0]["guid"].as_str().unwrap().to_owned();
    let stranger = new_customer(&desk, "79010000002").await;
    new_passport(&desk, &stranger).await;
    let mine = new_passport(&desk, &customer).await;
    let snils = create(&desk, &customer, "SNILS", &json!({ "number": "08336732477" })).await;
    let get =
        async |query: &str| desk.api.with_token("GET", &format!("{OWN}{query}"), &token).await;
    let listed = get("?sort=documentTypeName,desc&size=1").await.json;
    assert_eq!(
        (&listed["_meta"]["total"], &listed["_data"][0]["guid"]),
        (&json!(2), &snils.json[0]["guid"])
    );
    let listed = get("?type=passport").await.json;
    let expected = json!({
        "guid": mine, "documentTypeName": "PASSPORT", "status": "NOT_CHECKED", "series": "3232",
        "number": "672672", "issuer": "ОТДЕЛОМ УФМС РОССИИ", "issueDate": "2010-10-10",
        "expirationDate": null, "additionalData": passport()["additionalData"],
        "createdAt": listed["_data"][0]["createdAt"],
    });
    assert_eq!(listed["_data"], json!([expected]));
    assert_eq!(get("?type=LICENCE").await.refusal(), (409, "DOCUMENT_TYPE_NOT_FOUND"));
    assert_eq!(desk.get(OWN).await.refusal(), (403, "ROLE_MISSING"));
    let partner = desk.api.token("shop", Role::Partner).await;
    let refused = desk.api.with_token("GET", OWN, &partner).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
}

#[tokio::test]
async fn a_renamed_type_is_shown_by_its_new_name() {
    let desk = Desk::open().await;
    let customer = new_customer(&desk, "79010000001").await;
    let document = new_passport(&desk, &customer).await;
    desk.patch(&format!("{TYPES}/PASSPORT"), &json!({ "name": "INTERNAL_PASSPORT" })).await;
    let known = found(&desk, json!([document])).await;
    assert_eq!(known["documentType"]["name"], json!("INTERNAL_PASSPORT"));
    assert_eq!(guids(&found(&desk, json!([customer, "internal_passport"])).await), [document]);
}
