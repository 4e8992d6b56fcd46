//! Everything that is held about a customer, erased.

use super::{PHONE, Shop, cancel, example, told};
use async_trait::async_trait;
use chrono::TimeDelta;
use kredo_application::{
    file::ports::{FileId, FileRef, FileStorage},
    outside::OutsideError,
    ports::Clock,
};
use kredo_domain::identity::Role;
use kredo_tests::api::{Answered, World};
use serde_json::{Value, json};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

const CUSTOMERS: &str = "/crs/internal/v1/customers";
const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";

/// A shop, and somebody who answers for the lender's data.
struct Office {
    shop: Shop,
    admin: String,
}

impl Office {
    async fn open(world: World) -> Self {
        let shop = Shop::in_world(world).await;
        let admin = shop.api.token("boss", Role::Admin).await;
        Self { shop, admin }
    }
    async fn get(&self, path: &str) -> Answered {
        self.shop.api.with_token("GET", path, &self.admin).await
    }
    async fn erase(&self, customer: &str) -> Answered {
        let at = format!("{CUSTOMERS}/{customer}/personal-data");
        self.shop.api.with_token("DELETE", &at, &self.admin).await
    }
    async fn customer(&self) -> String {
        let found = self.get(&format!("{CUSTOMERS}/login/{PHONE}")).await;
        found.json["guid"].as_str().unwrap().to_owned()
    }
    /// The same office so many days later.
    async fn later(mut self, days: i64) -> Self {
        self.shop.pass(TimeDelta::days(days)).await;
        self.shop = self.shop.renewed().await;
        self.admin = self.shop.api.token("chief", Role::Admin).await;
        self
    }
    /// An application with an upload, cancelled after its contract was printed.
    async fn cancelled(&self) -> String {
        let guid = self.shop.asked_for_code(&example()).await;
        let file = json!({ "file_type": "PHOTO", "format": "jpeg", "content": "AAAA" });
        assert_eq!(self.shop.act(&guid, "upload_file", Some(file)).await.status, 200);
        assert_eq!(self.shop.act(&guid, "cancel", Some(cancel())).await.status, 200);
        self.shop.api.settle().await;
        assert_eq!(self.shop.seen(&guid).await, told("CANCELLED", "Заявка отменена."));
        guid
    }
}

/// More than five years.
const TERM: i64 = 5 * 366;

#[tokio::test]
async fn a_customer_is_erased_when_its_term_is_over_and_not_before() {
    let office = Office::open(World::default()).await;
    let guid = office.cancelled().await;
    let customer = office.customer().await;
    let known = office.get(&format!("{CUSTOMERS}/{customer}")).await.json;
    assert_eq!(office.shop.api.kept_files(), 2, "a contract and an upload");
    let early = office.erase(&customer).await;
    assert_eq!(early.refusal(), (409, "PERSONAL_DATA_STILL_NEEDED"));
    assert_eq!(early.faults(), ["keptUntil"]);

    let office = office.later(TERM).await;
    let erased = office.erase(&customer).await;
    assert_eq!(erased.status, 200, "{erased:?}");
    let now = json!(office.shop.api.clock.now());
    let json = &erased.json;
    assert_eq!((&json["guid"], &json["customerId"]), (&json!(customer), &known["id"]));
    assert_eq!((&json["erasedAt"], &json["finishedAt"]), (&now, &now));
    assert_eq!((&json["keptYears"], &json["filesLeft"]), (&json!(5), &json!(0)));
    assert_eq!((&json["held"]["applications"], &json["held"]["files"]), (&json!(1), &json!(2)));
    assert_eq!(office.shop.api.kept_files(), 0);

    let gone = "CUSTOMER_NOT_FOUND";
    for path in [customer.clone(), format!("login/{PHONE}"), format!("{customer}/personal-data")] {
        assert_eq!(office.get(&format!("{CUSTOMERS}/{path}")).await.code(), gone, "{path}");
    }
    let search = format!("{CUSTOMERS}/parameters?phone={PHONE}");
    assert_eq!(office.get(&search).await.json["_meta"]["total"], 0);
    let status = office.shop.act(&guid, "cancel", Some(cancel())).await;
    assert_eq!(status.refusal(), (404, "LOAN_APPLICATION_NOT_FOUND"));

    let again = office.erase(&customer).await;
    assert_eq!((again.status.as_u16(), again.json), (200, erased.json), "the act stays");
    assert_eq!(office.erase(NOBODY).await.refusal(), (404, gone));
    let mut unit = office.shop.api.store().reader().await.unwrap();
    let events = unit.outbox().pending(10_000).await.unwrap();
    let acts = events.iter().filter(|event| event.subject == customer);
    let acts: Vec<_> = acts.map(|event| event.name.as_str()).collect();
    assert_eq!(
        &acts[acts.len() - 2..],
        ["kredo.personal-data.erased.v1", "kredo.personal-data.files-deleted.v1"]
    );
}

#[tokio::test]
async fn whoever_comes_again_after_an_erasure_is_somebody_new() {
    let office = Office::open(World::default()).await;
    office.cancelled().await;
    let before = office.customer().await;
    let office = office.later(TERM).await;
    assert_eq!(office.erase(&before).await.status, 200);
    let other = json!({ "login": PHONE, "loginGuid": NOBODY });
    let created = office.shop.api.post(CUSTOMERS, &office.admin, &other).await;
    assert_eq!(created.status, 200, "{created:?}");
    assert_ne!(created.json["customerGuid"], json!(before));
}

#[tokio::test]
async fn a_loan_that_was_undone_stays_and_its_guid_is_nobody_elses() {
    let office = Office::open(World::default()).await;
    let guid = office.shop.signed(&example()).await;
    assert_eq!(office.shop.act(&guid, "cancel", Some(cancel())).await.status, 200);
    office.shop.api.settle().await;
    let customer = office.customer().await;
    let office = office.later(TERM).await;
    let erased = office.erase(&customer).await;
    assert_eq!(erased.status, 200, "{erased:?}");
    assert_eq!(office.shop.api.kept_files(), 0);
    let loan = office.shop.loan(&guid).await.expect("the ledger is kept");
    assert_eq!(loan.record().customer.to_string(), customer);
    let again = office.shop.create(&example()).await;
    assert_eq!(again.refusal(), (409, "LOAN_APPLICATION_ALREADY_EXISTS"));
}

#[tokio::test]
async fn an_open_application_and_a_loan_that_runs_keep_the_data() {
    let office = Office::open(World::default()).await;
    office.shop.asked_for_code(&example()).await;
    let customer = office.customer().await;
    let refused = office.erase(&customer).await;
    assert_eq!(refused.refusal(), (409, "PERSONAL_DATA_STILL_NEEDED"));
    assert_eq!(refused.faults(), ["applications", "keptUntil"]);

    let office = Office::open(World::default()).await;
    let guid = office.shop.signed(&example()).await;
    office.shop.confirm(&guid).await;
    let customer = office.customer().await;
    let office = office.later(2 * TERM).await;
    let refused = office.erase(&customer).await;
    assert_eq!(refused.faults(), ["loans"], "{refused:?}");
    let held = office.get(&format!("{CUSTOMERS}/{customer}/personal-data")).await.json;
    assert_eq!(held["loans"].as_array().map(Vec::len), Some(1), "nothing was taken");
    assert!(office.shop.api.kept_files() > 0);
}

static AWAY: AtomicBool = AtomicBool::new(false);

/// Deletes nothing while it is away.
struct Unsteady(Arc<dyn FileStorage>);

#[async_trait]
impl FileStorage for Unsteady {
    async fn put(&self, file: FileRef, bytes: Vec<u8>) -> Result<(), OutsideError> {
        self.0.put(file, bytes).await
    }
    async fn get(&self, file: FileRef) -> Result<Option<Vec<u8>>, OutsideError> {
        self.0.get(file).await
    }
    async fn delete(&self, id: FileId) -> Result<bool, OutsideError> {
        if AWAY.load(Ordering::Relaxed) {
            return Err(OutsideError::Unavailable {
                system: "the files",
                source: "no connection".into(),
            });
        }
        self.0.delete(id).await
    }
}

#[tokio::test]
async fn files_that_could_not_be_deleted_go_with_the_next_try() {
    let world = World { files: |inner| Arc::new(Unsteady(inner)), ..World::default() };
    let office = Office::open(world).await;
    office.cancelled().await;
    let customer = office.customer().await;
    let office = office.later(TERM).await;
    AWAY.store(true, Ordering::Relaxed);
    assert_eq!(office.erase(&customer).await.refusal(), (503, "OUTSIDE_UNAVAILABLE"));
    assert_eq!(office.shop.api.kept_files(), 2);
    let gone = office.get(&format!("{CUSTOMERS}/{customer}")).await;
    assert_eq!(gone.code(), "CUSTOMER_NOT_FOUND", "the database has forgotten");
    AWAY.store(false, Ordering::Relaxed);
    let erased = office.erase(&customer).await;
    assert_eq!(erased.status, 200, "{erased:?}");
    assert_eq!(office.shop.api.kept_files(), 0);
    assert_eq!(erased.json["filesLeft"], json!(0));
    assert_ne!(erased.json["finishedAt"], Value::Null);
}
