//! Identifications of customers, through their activities and their address.

use super::add;
use crate::desk::Desk;
use kredo_domain::identity::Role;
use kredo_tests::api::Answered;
use serde_json::{Value, json};

const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";
const APPLICATION: &str = "b800a33b-fa49-400a-8969-318e6513a900";

/// A customer with methods to be identified by: `SNILS` three times, `INN` out of use.
struct OfCustomer {
    desk: Desk,
    customer: String,
}

impl OfCustomer {
    async fn open() -> Self {
        let desk = Desk::open().await;
        add(&desk, "SNILS", "ACTIVE").await;
        add(&desk, "INN", "INACTIVE").await;
        let created = desk.execute("CustomerActivity#create", json!(["79010000001"])).await;
        let customer = created.json[0]["guid"].as_str().unwrap().to_owned();
        Self { desk, customer }
    }
    async fn run(&self, method: &str, args: Value) -> Answered {
        self.desk.execute(&format!("IdentificationActivity#{method}"), args).await
    }
    fn attempt(&self, status: &str) -> Value {
        json!({
            "customerGuid": self.customer, "applicationGuid": APPLICATION, "type": "simplictic",
            "method": "SNILS", "status": status, "additionalData": {},
        })
    }
    /// What is recorded, with the changes given.
    async fn create(&self, status: &str, changes: &[(&str, Value)]) -> Answered {
        let mut new = self.attempt(status);
        for (name, value) in changes {
            new[name] = value.clone();
        }
        self.run("create", json!([new])).await
    }
    async fn found(&self) -> Vec<Value> {
        let found = self.run("findByCustomerGuid", json!([self.customer])).await;
        found.json[0]["identifications"].as_array().unwrap().clone()
    }
    async fn listed(&self, query: &str) -> Answered {
        let path = format!("/ids/internal/v1/customers/{}/identifications{query}", self.customer);
        self.desk.get(&path).await
    }
}

#[tokio::test]
async fn an_identification_is_recorded_once_changed_and_found() {
    let of = OfCustomer::open().await;
    let data = [("additionalData", json!({ "number": "…501" }))];
    let recorded = of.create("not_identifiable", &data).await.json[0].clone();
    let expected = json!({
        "guid": recorded["guid"], "customerGuid": of.customer, "applicationGuid": APPLICATION,
        "type": "simplistic", "method": "SNILS", "status": "NOT_IDENTIFIABLE", "reason": null,
        "additionalData": { "number": "…501" },
        "createdAt": recorded["createdAt"], "updatedAt": recorded["updatedAt"],
    });
    assert_eq!(recorded, expected);
    let again = of.create("NOT_IDENTIFIABLE", &data).await.json[0].clone();
    assert_eq!(again, recorded, "the same again is the same record");
    assert_eq!(of.found().await, std::slice::from_ref(&recorded));

    let changed = of.run("update", json!([recorded["guid"], { "status": "valid" }])).await;
    let mut expected = recorded.clone();
    expected["status"] = json!("VALID");
    assert_eq!(changed.json, json!([expected]), "what is left out stays");
    let inside = json!([recorded["guid"], { "data": { "additionalData": { "by": "phone" } } }]);
    let changed = of.run("update", inside).await;
    expected["additionalData"] = json!({ "by": "phone" });
    assert_eq!(changed.json, json!([expected]), "facts take the place of those before");
    assert_eq!(of.run("update", json!([recorded["guid"], {}])).await.json, json!([expected]));
    assert_eq!(of.found().await, [expected.clone()]);
    assert_eq!(of.listed("").await.json["_data"], json!([expected]));
}

#[tokio::test]
async fn what_is_in_force_is_cancelled_and_told_once() {
    let of = OfCustomer::open().await;
    let cancel = async || of.run("cancel", json!([of.customer])).await.json;
    assert_eq!(cancel().await, json!([{ "cancelledIdentifications": [] }]));
    let first = of.create("VALID", &[]).await.json[0].clone();
    of.create("IN_PROGRESS", &[]).await;
    let other = [("applicationGuid", json!(NOBODY))];
    let second = of.create("VALID", &other).await.json[0].clone();
    let cancelled = cancel().await;
    let told = cancelled[0]["cancelledIdentifications"].as_array().unwrap();
    let guids: Vec<_> = told.iter().map(|record| &record["guid"]).collect();
    assert_eq!(guids, [&first["guid"], &second["guid"]]);
    assert!(told.iter().all(|record| record["status"] == "CANCELLED"), "{cancelled}");
    let statuses: Vec<_> = of.found().await.iter().map(|r| r["status"].clone()).collect();
    assert_eq!(statuses, ["CANCELLED", "IN_PROGRESS", "CANCELLED"]);
    assert_eq!(cancel().await, json!([{ "cancelledIdentifications": [] }]));
    let nobody = of.run("cancel", json!([NOBODY])).await;
    assert_eq!(nobody.json, json!([{ "cancelledIdentifications": [] }]));
}

#[tokio::test]
async fn a_method_allows_so_many_attempts_for_an_application() {
    let of = OfCustomer::open().await;
    let fact = |n: i32| [("additionalData", json!({ "n": n }))];
    for n in 0..3 {
        assert_eq!(of.create("NOT_IDENTIFIABLE", &fact(n)).await.status, 200);
    }
    let exceeded = (409, "IDENTIFICATION_ATTEMPTS_EXCEEDED");
    assert_eq!(of.create("VALID", &fact(3)).await.refusal(), exceeded);
    let again = of.create("NOT_IDENTIFIABLE", &fact(1)).await;
    assert_eq!(again.status, 200, "one that was recorded is no further one");
    let other = [("applicationGuid", json!(NOBODY))];
    assert_eq!(of.create("VALID", &other).await.status, 200, "another application");
    assert_eq!(of.found().await.len(), 4);

    let first = of.found().await[0]["guid"].clone();
    of.run("update", json!([first, { "status": "CANCELLED" }])).await;
    assert_eq!(of.create("VALID", &fact(3)).await.status, 200, "a cancelled one does not count");
    let back = of.run("update", json!([first, { "status": "VALID" }])).await;
    assert_eq!(back.refusal(), exceeded);
    assert_eq!(of.found().await[0]["status"], "CANCELLED", "nothing was changed");
}

#[tokio::test]
async fn the_methods_of_the_directory_that_are_in_use_are_taken_and_no_others() {
    let of = OfCustomer::open().await;
    let missing = (404, "IDENTIFICATION_METHOD_NOT_FOUND");
    for changes in
        [[("method", json!("INN"))], [("method", json!("snils"))], [("type", json!("full"))]]
    {
        assert_eq!(of.create("VALID", &changes).await.refusal(), missing, "{changes:?}");
    }
    for spelling in ["simplistic", "SIMPLISTICK"] {
        assert_eq!(of.create("VALID", &[("type", json!(spelling))]).await.status, 200);
    }
    assert_eq!(of.found().await.len(), 1);
    let path = "/ids/internal/v1/identification-method";
    let method = of.desk.get(path).await.json["_data"][1]["guid"].as_str().unwrap().to_owned();
    of.desk.patch(&format!("{path}/{method}"), &json!({ "status": "INACTIVE" })).await;
    assert_eq!(of.create("VALID", &[]).await.status, 200, "it was recorded before");
    assert_eq!(of.create("OTHER", &[]).await.refusal(), missing);
}

#[tokio::test]
async fn whatever_is_not_there_or_not_clear_is_refused() {
    let of = OfCustomer::open().await;
    let nobody = of.create("VALID", &[("customerGuid", json!(NOBODY))]).await;
    assert_eq!(nobody.refusal(), (404, "CUSTOMER_NOT_FOUND"));
    let unknown = of.run("update", json!([NOBODY, { "status": "VALID" }])).await;
    assert_eq!(unknown.refusal(), (404, "IDENTIFICATION_NOT_FOUND"));
    let mut new = of.attempt(" ");
    new["method"] = json!("");
    let refused = of.run("create", json!([new])).await;
    assert_eq!(refused.faults(), ["args[0].method", "args[0].status"]);
    let two = of.create("VALID", &[("loanApplicationGuid", json!(NOBODY))]).await;
    assert_eq!((two.refusal().0, two.faults()), (400, vec!["args[0].applicationGuid"]));
    let mut new = of.attempt("VALID");
    let application = new.as_object_mut().unwrap().remove("applicationGuid").unwrap();
    let none = of.run("create", json!([new])).await;
    assert_eq!((none.refusal().0, none.faults()), (400, vec!["args[0].applicationGuid"]));
    new["loanApplicationGuid"] = application;
    assert_eq!(of.run("create", json!([new])).await.json[0]["applicationGuid"], APPLICATION);
}

#[tokio::test]
async fn identifications_are_listed_in_pages_for_the_staff_alone() {
    let of = OfCustomer::open().await;
    add(&of.desk, "AGENT", "ACTIVE").await;
    for (method, status) in [("SNILS", "VALID"), ("AGENT", "IN_PROGRESS"), ("SNILS", "CANCELLED")] {
        of.create(status, &[("method", json!(method))]).await;
    }
    let statuses = async |query: &str| {
        let listed = of.listed(query).await.json;
        let data = listed["_data"].as_array().unwrap().clone();
        let statuses: Vec<_> =
            data.iter().map(|r| r["status"].as_str().unwrap().to_owned()).collect();
        (statuses, listed["_meta"]["total"].clone())
    };
    for (query, expected) in [
        ("", &["VALID", "IN_PROGRESS", "CANCELLED"][..]),
        ("?sort=status", &["CANCELLED", "IN_PROGRESS", "VALID"]),
        ("?sort=method&sort=createdAt,desc", &["IN_PROGRESS", "VALID", "CANCELLED"]),
        ("?sort=type&size=2&page=1", &["CANCELLED"]),
        ("?sort=updatedAt,desc&size=1", &["VALID"]),
        ("?page=7", &[]),
    ] {
        assert_eq!(
            statuses(query).await,
            (expected.iter().map(|s| (*s).to_owned()).collect(), json!(3)),
            "{query}"
        );
    }
    assert_eq!(of.listed("?sort=guid").await.refusal(), (400, "ARGUMENT_INVALID"));
    let path = format!("/ids/internal/v1/customers/{NOBODY}/identifications");
    let nobody = of.desk.get(&path).await;
    assert_eq!((nobody.status.as_u16(), &nobody.json["_data"]), (200, &json!([])));
    let api = &of.desk.api;
    let client = api.client_token("79010000001").await;
    let partner = api.token("shop", Role::Partner).await;
    for token in [client, partner] {
        let refused = api.with_token("GET", &path, &token).await;
        assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
    }
    assert_eq!(api.get(&path).await.refusal(), (401, "TOKEN_MISSING"));
}

/// Everything that was done to one is told, and nothing that was said of the customer.
#[tokio::test]
async fn events_tell_what_was_done_and_not_what_was_said() {
    let of = OfCustomer::open().await;
    let secret = [("additionalData", json!({ "name": "Зайцев" }))];
    let guid = of.create("NOT_IDENTIFIABLE", &secret).await.json[0]["guid"].clone();
    of.run("update", json!([guid, { "status": "VALID" }])).await;
    of.run("cancel", json!([of.customer])).await;
    let mut unit = of.desk.api.store().reader().await.unwrap();
    let events = unit.outbox().pending(1_000).await.unwrap();
    let of_it: Vec<_> = events.iter().filter(|e| json!(e.subject) == guid).collect();
    let types: Vec<_> = of_it.iter().map(|event| event.name.as_str()).collect();
    let expected =
        ["recorded", "changed", "cancelled"].map(|v| format!("kredo.identification.{v}.v1"));
    assert_eq!(types, expected);
    let data = &of_it[0].data;
    let expected = json!({
        "identificationGuid": guid, "customerGuid": of.customer, "applicationGuid": APPLICATION,
        "identificationType": "simplistic", "method": "SNILS", "inForce": false,
    });
    assert_eq!(*data, expected);
    assert!(!format!("{of_it:?}").contains("Зайцев"));
}
