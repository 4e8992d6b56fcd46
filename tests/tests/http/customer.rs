//! Records and contacts of customers.

mod search;

use crate::desk::Desk;
use kredo_domain::identity::Role;
use serde_json::{Value, json};

const CUSTOMERS: &str = "/crs/internal/v1/customers";
const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";
const USER: &str = "0193507c-7c00-7000-8000-000000000001";

async fn new_customer(desk: &Desk, login: &str) -> String {
    let created = desk.execute("CustomerActivity#create", json!([login])).await;
    created.json[0]["guid"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_customer_is_registered_once_and_found_by_guid_and_login() {
    let desk = Desk::open().await;
    let body = json!({ "login": "79010000001", "loginGuid": USER });
    let created = desk.post(CUSTOMERS, &body).await;
    assert_eq!(created.status, 200, "{created:?}");
    let guid = created.json["customerGuid"].as_str().unwrap();
    let found = desk.get(&format!("{CUSTOMERS}/{guid}")).await.json;
    let expected = json!({
        "id": created.json["customerId"], "guid": guid, "version": 1, "firstName": null,
        "middleName": null, "lastName": null, "gender": null, "birthDate": null,
        "additionalData": {}, "createdAt": found["createdAt"], "updatedAt": found["updatedAt"],
    });
    assert_eq!(found, expected);
    assert_eq!(desk.get(&format!("{CUSTOMERS}/login/79010000001")).await.json, found);

    assert_eq!(desk.post(CUSTOMERS, &body).await.refusal(), (409, "CUSTOMER_ALREADY_EXISTS"));
    let same_user = json!({ "login": "79010000002", "loginGuid": USER });
    assert_eq!(desk.post(CUSTOMERS, &same_user).await.refusal(), (409, "CUSTOMER_ALREADY_EXISTS"));
    let no_login = json!({ "login": " ", "loginGuid": NOBODY });
    assert_eq!(desk.post(CUSTOMERS, &no_login).await.refusal(), (400, "FAILED_TO_CREATE_CUSTOMER"));
    let refused = desk.post(CUSTOMERS, &json!({ "loginGuid": "x" })).await;
    assert_eq!(refused.faults(), ["login", "loginGuid"]);
    for path in [NOBODY, "login/79010000009", "login/%20"] {
        let refused = desk.get(&format!("{CUSTOMERS}/{path}")).await;
        assert_eq!(refused.refusal(), (409, "CUSTOMER_NOT_FOUND"), "{path}");
    }
}

#[tokio::test]
async fn a_change_for_another_version_changes_nothing() {
    let desk = Desk::open().await;
    let guid = new_customer(&desk, "79010000001").await;
    let patch =
        async |changes: Value| desk.execute("CustomerActivity#patch", json!([changes])).await;
    let change = json!({
        "guid": guid, "version": 1, "firstName": "Пётр", "lastName": "Иванов", "gender": "MALE",
        "birthDate": "1984-05-17", "additionalData": { "familyStatus": "MARRIED" },
    });
    let changed = patch(change.clone()).await.json[0].clone();
    assert_eq!((&changed["version"], &changed["firstName"]), (&json!(2), &json!("Пётр")));
    let again = patch(change).await;
    assert_eq!(again.refusal(), (409, "CUSTOMER_VERSION_MISMATCH"));
    let seen = desk.get(&format!("{CUSTOMERS}/{guid}")).await.json;
    for (name, value) in [
        ("version", json!(2)),
        ("lastName", json!("Иванов")),
        ("gender", json!("MALE")),
        ("birthDate", json!("1984-05-17")),
        ("additionalData", json!({ "familyStatus": "MARRIED" })),
    ] {
        assert_eq!(seen[name], value, "{name}");
    }
    let same = patch(json!({ "guid": guid, "firstName": "Пётр" })).await.json[0].clone();
    assert_eq!(same["version"], json!(2), "the same said again is no change");
    let nobody = patch(json!({ "guid": NOBODY, "version": 1 })).await;
    assert_eq!(nobody.refusal(), (404, "CUSTOMER_NOT_FOUND"));
}

#[tokio::test]
async fn contacts_are_listed_under_the_names_of_each_list() {
    let desk = Desk::open().await;
    let token = desk.api.client_token("79010000001").await;
    let own = async |path: &str| desk.api.with_token("GET", path, &token).await;
    let record = own("/crs/api/v1/customers").await.json;
    let guid = record["guid"].as_str().unwrap();
    assert_eq!(desk.get(&format!("{CUSTOMERS}/{guid}")).await.json, record);
    let stranger = new_customer(&desk, "79010000002").await;
    for (customer, kind, owner, value) in [
        (&stranger, "PHONE", "CUSTOMER", "79010000009"),
        (&guid.to_owned(), "PHONE", "FATHER", "79010000003"),
        (&guid.to_owned(), "EMAIL", "CUSTOMER", "a@example.org"),
    ] {
        let contact = json!({ "type": kind, "owner": owner, "value": value, "active": true });
        let added =
            desk.execute("CustomerContactActivity#create", json!([customer, contact])).await;
        assert_eq!(added.status, 200, "{added:?}");
    }
    let listed = desk.get(&format!("{CUSTOMERS}/{guid}/contacts")).await.json;
    let contacts = listed["contacts"].as_array().unwrap();
    let values: Vec<_> = contacts.iter().map(|contact| &contact["contact"]).collect();
    let tail = [&json!("79010000003"), &json!("a@example.org")];
    assert_eq!(values[values.len() - 2..], tail);
    assert!(contacts.iter().all(|contact| contact["active"] == json!(true)));

    let mine = own("/crs/api/v2/contacts?sort=type&sort=contact,desc").await.json;
    assert_eq!(mine["_meta"]["total"], json!(contacts.len()), "the client's own alone");
    let first = &mine["_data"][0];
    let expected = json!({
        "guid": first["guid"], "customerGuid": guid, "type": "EMAIL", "owner": "CUSTOMER",
        "contact": "a@example.org", "additionalData": {}, "isActive": true, "isPrimary": true,
        "createdAt": first["createdAt"], "updatedAt": first["updatedAt"],
    });
    assert_eq!(first, &expected);
    let nobody = desk.get(&format!("{CUSTOMERS}/{NOBODY}/contacts")).await;
    assert_eq!(nobody.refusal(), (409, "CUSTOMER_NOT_FOUND"));
}

#[tokio::test]
async fn the_registry_is_the_staffs_and_a_client_has_its_own() {
    let desk = Desk::open().await;
    let partner = desk.api.token("shop", Role::Partner).await;
    let client = desk.api.client_token("79010000001").await;
    let one = format!("{CUSTOMERS}/{NOBODY}");
    for path in [one.clone(), format!("{CUSTOMERS}/login/x"), format!("{one}/contacts")] {
        for token in [&partner, &client] {
            let refused = desk.api.with_token("GET", &path, token).await;
            assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
        }
    }
    for path in ["/crs/api/v1/customers", "/crs/api/v2/contacts"] {
        for token in [&partner, &desk.token] {
            let refused = desk.api.with_token("GET", path, token).await;
            assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
        }
    }
    let body = json!({ "login": "x", "loginGuid": USER });
    let refused = desk.api.post(CUSTOMERS, &client, &body).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
}

#[tokio::test]
async fn a_client_whose_record_is_gone_is_told_so() {
    let desk = Desk::open().await;
    let token = desk.api.token_of_nobody();
    for path in ["/crs/api/v1/customers", "/crs/api/v2/contacts"] {
        let gone = desk.api.with_token("GET", path, &token).await;
        assert_eq!(gone.refusal(), (409, "CUSTOMER_NOT_FOUND"), "{path}");
    }
}
