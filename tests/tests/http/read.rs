//! Who reads what is held about whom is recorded.

use crate::{desk::Desk, identification};
use kredo_application::outbox::OutboxEvent;
use kredo_domain::{identity::Role, personal_data::PersonalDataEvent};
use serde_json::{Value, json};

/// Operations that tell nothing of people.
const DIRECTORIES: &[&str] = &[
    "/crs/internal/v1/doctypes",
    "/crs/internal/v1/flag-reasons",
    "/crs/internal/v1/flag-types",
    "/ids/internal/v1/identification-method",
];

/// A customer with an application, a card and an identification.
struct Known {
    desk: Desk,
    application: String,
    customer: String,
    login: String,
    card: String,
}

impl Known {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let shop = desk.api.token("shop", Role::Partner).await;
        let body: Value =
            serde_json::from_str(include_str!("../../data/demo/create.json")).unwrap();
        let created = desk.api.post("/pfs/partner/api/v1/applications/create", &shop, &body).await;
        let application = created.json["application_guid"].as_str().unwrap().to_owned();
        desk.api.settle().await;
        let login = body["customer"]["phone"].as_str().unwrap().to_owned();
        let found = desk.get(&format!("/crs/internal/v1/customers/login/{login}")).await;
        let customer = found.json["guid"].as_str().unwrap().to_owned();
        let card = json!({
            "nameOnCard": "IVAN IVANOV", "bin": "55555", "lastFourDigits": "5555",
            "type": "MASTERCARD", "bankName": "CITI GROUP BANK",
            "expirationMonth": "5", "expirationYear": "2035",
        });
        let cards = format!("/crs/internal/v1/customers/{customer}/cards");
        let card = desk.post(&cards, &card).await.json["guid"].as_str().unwrap().to_owned();
        identification::add(&desk, "SNILS", "ACTIVE").await;
        let record = json!({
            "customerGuid": customer, "applicationGuid": application, "type": "simplictic",
            "method": "SNILS", "status": "identified", "additionalData": {},
        });
        let recorded = desk.execute("IdentificationActivity#create", json!([record])).await;
        assert_eq!(recorded.status, 200, "{recorded:?}");
        let known = Self { desk, application, customer, login, card };
        known.reads().await;
        known
    }

    /// Takes what happened out of the outbox.
    async fn events(&self) -> Vec<OutboxEvent> {
        let mut unit = self.desk.api.store().begin().await.unwrap();
        let events = unit.outbox().pending(10_000).await.unwrap();
        let ids: Vec<_> = events.iter().map(|event| event.id).collect();
        unit.outbox().published(&ids).await.unwrap();
        unit.commit().await.unwrap();
        events
    }

    /// Takes out what was recorded of reads: who, of whom, by which operation.
    async fn reads(&self) -> Vec<(String, String, Value)> {
        let reads = self.events().await.into_iter();
        reads
            .filter(|event| event.name.starts_with("kredo.personal-data."))
            .map(|event| {
                let role = event.actor.as_str().split(' ').next().unwrap().to_owned();
                (role, event.subject, event.data["operation"].clone())
            })
            .collect()
    }
}

#[tokio::test]
async fn whatever_an_employee_reads_of_a_customer_is_recorded() {
    let known = Known::open().await;
    let document = known.desk.api.get("/openapi.json").await.json;
    let paths = document["paths"].as_object().unwrap();
    let mut read = 0;
    for (path, _) in
        paths.iter().filter(|(path, item)| path.contains("/internal/") && item.get("get").is_some())
    {
        let filled = path
            .replace("{customerGuid}", &known.customer)
            .replace("{login}", &known.login)
            .replace("{guid}", &known.card)
            .replace("{applicationGuid}", &known.application);
        let filled = if path.ends_with("/parameters") {
            format!("{filled}?lastName=%D0%B7")
        } else {
            filled
        };
        let answered = known.desk.get(&filled).await;
        let reads = known.reads().await;
        if DIRECTORIES.iter().any(|directory| path.starts_with(directory)) {
            assert_eq!(reads, [], "{path}");
            continue;
        }
        assert_eq!(answered.status, 200, "{path}: {answered:?}");
        let operation = json!(format!("GET {path}"));
        let expected = ("employee".to_owned(), known.customer.clone(), operation);
        assert_eq!(reads, [expected], "{path}");
        read += 1;
    }
    assert!(read >= 10, "{read}");
}

#[tokio::test]
async fn an_activity_that_is_run_by_hand_is_named() {
    let known = Known::open().await;
    let service = known.desk.api.token("back-office", Role::Service).await;
    let own = json!([known.customer]);
    for method in [
        "CustomerActivity#getByGuid",
        "CustomerContactActivity#find",
        "CustomerCardActivity#findAll",
    ] {
        let run = known.desk.api.execute(&service, method, own.clone()).await;
        assert_eq!(run.status, 200, "{method}: {run:?}");
        let expected = ("service".to_owned(), known.customer.clone(), json!(method));
        assert_eq!(known.reads().await, [expected]);
    }
}

#[tokio::test]
async fn only_staff_is_recorded_and_only_what_it_was_shown() {
    let known = Known::open().await;
    let client = known.desk.api.client_token("79010000077").await;
    let own = known.desk.api.with_token("GET", "/crs/api/v1/customers", &client).await;
    assert_eq!(own.status, 200, "{own:?}");
    let shop = known.desk.api.renewed_token("shop").await;
    let status = format!("/pfs/partner/api/v1/applications/{}/status", known.application);
    assert_eq!(known.desk.api.with_token("GET", &status, &shop).await.status, 200);
    let nobody = "/crs/internal/v1/customers/b17f77dc-53e4-4205-bff7-7150b3b6ea54/contacts";
    assert_eq!(known.desk.get(nobody).await.code(), "CUSTOMER_NOT_FOUND");
    assert_eq!(known.reads().await, []);
}

#[tokio::test]
async fn a_search_that_finds_several_is_recorded_once_with_all_of_them() {
    let known = Known::open().await;
    let created = known.desk.execute("CustomerActivity#create", json!(["79010000088"])).await;
    let other = created.json[0]["guid"].as_str().unwrap().to_owned();
    let named = json!([{ "guid": other, "lastName": "Зайцева" }]);
    assert_eq!(known.desk.execute("CustomerActivity#patch", named).await.status, 200);
    known.events().await;
    let search = "/crs/internal/v1/customers/parameters";
    let found = known.desk.get(&format!("{search}?lastName=%D0%B7")).await.json;
    assert_eq!(found["_meta"]["total"], 2);
    let events = known.events().await;
    let [event] = &events[..] else { unreachable!("{events:?}") };
    assert_eq!(event.name, PersonalDataEvent::FOUND);
    assert_eq!(event.actor.as_str(), format!("employee {}", event.subject));
    let mut guids = [known.customer.clone(), other];
    guids.sort_unstable();
    let expected = json!({
        "reader": event.subject, "customerGuids": guids, "operation": format!("GET {search}"),
    });
    assert_eq!(event.data, expected);
}
