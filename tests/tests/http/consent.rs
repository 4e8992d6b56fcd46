//! What customers agreed to, and when.

use crate::desk::Desk;
use kredo_domain::identity::Role;
use kredo_tests::api::Answered;
use serde_json::{Value, json};

const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";
const OWN: &str = "/crs/api/v1/consents";

/// A client of the application, and the staff.
struct OfClient {
    desk: Desk,
    client: String,
    customer: String,
}

impl OfClient {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let client = desk.api.client_token("79010000001").await;
        let own = desk.api.with_token("GET", "/crs/api/v1/customers", &client).await;
        let customer = own.json["guid"].as_str().unwrap().to_owned();
        Self { desk, client, customer }
    }
    fn address(&self) -> String {
        format!("/crs/internal/v1/customers/{}/consents", self.customer)
    }
    async fn record(&self, kind: &str, version: &str, is_given: bool) -> Answered {
        self.desk.post(&self.address(), &statement(kind, version, is_given)).await
    }
    async fn listed(&self) -> Value {
        self.desk.get(&self.address()).await.json["_data"].clone()
    }
    async fn own(&self) -> Value {
        self.desk.api.with_token("GET", OWN, &self.client).await.json["_data"].clone()
    }
    async fn take_back(&self, kind: &str) -> Answered {
        let body = json!({ "kind": kind });
        self.desk.api.post(&format!("{OWN}/withdraw"), &self.client, &body).await
    }
}

fn statement(kind: &str, version: &str, is_given: bool) -> Value {
    json!({
        "kind": kind, "title": "Реклама", "version": version,
        "wording": "Согласен получать предложения", "isGiven": is_given,
    })
}

/// Whether it agreed, and whether that counts, of each.
fn answers(listed: &Value) -> Vec<(bool, bool)> {
    let of = |consent: &Value, name: &str| consent[name].as_bool().unwrap();
    let listed = listed.as_array().unwrap().iter();
    listed.map(|consent| (of(consent, "isGiven"), of(consent, "isInForce"))).collect()
}

#[tokio::test]
async fn what_was_agreed_to_is_told_with_its_words_and_its_time() {
    let of = OfClient::open().await;
    let recorded = of.record("advertising", "1", true).await;
    assert_eq!(recorded.status, 200, "{recorded:?}");
    let listed = of.listed().await;
    let expected = json!([{
        "guid": recorded.json["guid"], "kind": "ADVERTISING", "title": "Реклама", "version": "1",
        "wording": "Согласен получать предложения", "isGiven": true, "isInForce": true,
        "applicationGuid": null, "documentHash": null, "statedAt": listed[0]["statedAt"],
    }]);
    assert_eq!(listed, expected);
    assert_eq!(of.own().await, expected, "the client sees the same");
    let again = of.record("ADVERTISING", "1", true).await;
    assert_eq!(again.json, recorded.json, "the last word is the same");
    of.record("ADVERTISING", "2", true).await;
    assert_eq!(answers(&of.listed().await), [(true, false), (true, true)]);
}

#[tokio::test]
async fn what_was_agreed_to_is_taken_back_and_agreed_to_again() {
    let of = OfClient::open().await;
    of.record("ADVERTISING", "1", true).await;
    for _ in 0..2 {
        let taken = of.take_back("advertising").await;
        assert_eq!((taken.status.as_u16(), &taken.json), (200, &json!({})), "{taken:?}");
    }
    let listed = of.listed().await;
    assert_eq!(answers(&listed), [(true, false), (false, false)]);
    assert_eq!((&listed[1]["version"], &listed[1]["title"]), (&json!("1"), &json!("Реклама")));
    of.record("ADVERTISING", "1", true).await;
    assert_eq!(answers(&of.own().await), [(true, false), (false, false), (true, true)]);
    let by_staff = format!("{}/withdraw", of.address());
    let taken = of.desk.post(&by_staff, &json!({ "kind": "ADVERTISING" })).await;
    assert_eq!(taken.status, 200, "{taken:?}");
    assert_eq!(answers(&of.listed().await).last(), Some(&(false, false)));
    let newest = of.desk.get(&format!("{}?sort=statedAt,desc&size=1", of.address())).await.json;
    assert_eq!((answers(&newest["_data"]).len(), &newest["_meta"]["total"]), (1, &json!(4)));
}

#[tokio::test]
async fn nothing_is_taken_back_that_was_never_stated() {
    let of = OfClient::open().await;
    of.record("ADVERTISING", "1", true).await;
    let missing = (404, "CONSENT_NOT_FOUND");
    assert_eq!(of.take_back("PERSONAL_DATA").await.refusal(), missing);
    let by_staff = format!("{}/withdraw", of.address());
    let kind = json!({ "kind": "PERSONAL_DATA" });
    assert_eq!(of.desk.post(&by_staff, &kind).await.refusal(), missing);

    let nobody = format!("/crs/internal/v1/customers/{NOBODY}/consents");
    let missing = (404, "CUSTOMER_NOT_FOUND");
    assert_eq!(of.desk.get(&nobody).await.refusal(), missing);
    let stated = statement("ADVERTISING", "1", true);
    assert_eq!(of.desk.post(&nobody, &stated).await.refusal(), missing);
    assert_eq!(of.desk.post(&format!("{nobody}/withdraw"), &kind).await.refusal(), missing);

    let wrong = json!({ "kind": "реклама", "title": "", "version": "1", "wording": "" });
    let refused = of.desk.post(&of.address(), &wrong).await;
    assert_eq!(refused.faults(), ["isGiven", "kind", "title", "wording"]);
    assert_eq!(of.take_back("a b").await.faults(), ["kind"]);
}

#[tokio::test]
async fn what_a_client_signed_is_its_own_to_see() {
    let of = OfClient::open().await;
    of.record("ADVERTISING", "1", true).await;
    let other = of.desk.api.client_token("79010000002").await;
    let seen = of.desk.api.with_token("GET", OWN, &other).await;
    assert_eq!(seen.json["_data"], json!([]));
    let taken = json!({ "kind": "ADVERTISING" });
    let refused = of.desk.api.post(&format!("{OWN}/withdraw"), &other, &taken).await;
    assert_eq!(refused.refusal(), (404, "CONSENT_NOT_FOUND"));
    let partner = of.desk.api.token("shop", Role::Partner).await;
    let refused = of.desk.api.with_token("GET", &of.address(), &partner).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
}
