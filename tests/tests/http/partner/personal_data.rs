//! Everything that is held about a borrower, handed out.

use super::{PHONE, Shop, example};
use kredo_domain::identity::Role;
use serde_json::{Value, json};

const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";

fn kinds(list: &Value, field: &str) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    list.map(|item| item[field].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn everything_that_is_held_about_a_borrower_is_handed_out() {
    let shop = Shop::open().await;
    let guid = shop.signed(&example()).await;
    shop.confirm(&guid).await;
    let staff = shop.api.token("anna", Role::Employee).await;
    let by_login = format!("/crs/internal/v1/customers/login/{PHONE}");
    let customer = shop.api.with_token("GET", &by_login, &staff).await.json["guid"].clone();
    let at = format!("/crs/internal/v1/customers/{}/personal-data", customer.as_str().unwrap());
    let held = shop.api.with_token("GET", &at, &staff).await;
    assert_eq!(held.status, 200, "{held:?}");
    let held = held.json;

    let record = &held["customer"];
    assert_eq!((&record["login"], &record["guid"]), (&json!(PHONE), &customer));
    assert_eq!(
        (&record["lastName"], &record["birthDate"]),
        (&json!("Зайцев"), &json!("2000-06-28"))
    );
    assert!(kinds(&held["contacts"], "contact").contains(&PHONE.to_owned()), "{held}");
    assert!(!held["addresses"].as_array().unwrap().is_empty(), "{held}");
    assert_eq!(held["employments"].as_array().unwrap().len(), 1);
    let passport = &held["documents"][0];
    assert_eq!(
        (&passport["type"], &passport["statements"][0]["number"]),
        (&json!("PASSPORT"), &json!("621234"))
    );
    assert_eq!(held["identifications"][0]["status"], "VALID");
    let consents = kinds(&held["consents"], "kind");
    assert!(consents.contains(&"PERSONAL_DATA".to_owned()), "{consents:?}");

    let application = &held["applications"][0];
    assert_eq!(application["guid"], json!(guid));
    assert_eq!(application["questionnaire"]["customer"]["last_name"], "Зайцев");
    assert_eq!(application["state"]["state"], "COMPLETED");
    let loan = &held["loans"][0];
    assert_eq!(
        (&loan["number"], &loan["state"]["state"]),
        (&application["contract"]["number"], &json!("ACTIVE"))
    );
    assert_eq!(application["contract"]["sealed"]["bytes"]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(
        (&loan["orders"][0]["amount"], &loan["orders"][0]["currency"]),
        (&json!(8_050_050), &json!("RUB"))
    );

    let missing = format!("/crs/internal/v1/customers/{NOBODY}/personal-data");
    let missing = shop.api.with_token("GET", &missing, &staff).await;
    assert_eq!(missing.refusal(), (404, "CUSTOMER_NOT_FOUND"));
}

#[tokio::test]
async fn nothing_of_others_is_handed_out() {
    let shop = Shop::open().await;
    shop.signed(&example()).await;
    let staff = shop.api.token("anna", Role::Employee).await;
    let client = shop.api.client_token("79010000055").await;
    let own = shop.api.with_token("GET", "/crs/api/v1/customers", &client).await;
    let other = own.json["guid"].as_str().unwrap().to_owned();
    let at = format!("/crs/internal/v1/customers/{other}/personal-data");
    let held = shop.api.with_token("GET", &at, &staff).await.json;
    assert_eq!(held["customer"]["guid"], json!(other));
    for section in ["addresses", "documents", "consents", "applications", "loans", "cards"] {
        assert_eq!(held[section], json!([]), "{section}");
    }
    assert!(!held.to_string().contains("Зайцев"));
    let refused = shop.api.with_token("GET", &at, &client).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
}
