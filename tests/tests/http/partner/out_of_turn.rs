//! Steps of the flow that are run by hand and contradict where the application stands.

use super::{
    Shop, example,
    step::{Steps, run},
};
use kredo_domain::identity::Role;
use serde_json::{Value, json};

const MISMATCH: (u16, &str) = (409, "LOAN_APPLICATION_STAGE_MISMATCH");

#[tokio::test]
async fn steps_before_the_contract_are_refused_behind_their_stage() {
    let steps = Steps::open().await;
    let guid = &steps.guid;
    let mut unanswered = steps.reports.clone();
    unanswered["bureaus"] = json!([]);
    let mut other = steps.offer.clone();
    other["product"] = json!("OTHER");
    let stranger = json!({ "outcome": "NOT_IDENTIFIED", "reason": "no" });
    for (step, args) in [
        ("assess", json!([guid, unanswered])),
        ("decide", json!([guid, other, steps.decision])),
        ("recordIdentification", json!([guid, stranger])),
        ("draftContract", json!([guid, unanswered])),
        ("recordOtpSent", json!([guid, steps.draft, steps.printed, steps.sent])),
        ("endCoolingOff", json!([guid])),
        ("refusePayout", json!([guid, "fault"])),
        ("undo", json!([guid, null, null])),
    ] {
        assert_eq!(steps.run(step, args).await.refusal(), MISMATCH, "{step}");
    }
    let again = steps.run("issueOtp", json!([guid, steps.draft, steps.printed])).await;
    assert_eq!(again.refusal(), (409, "ALREADY_EXISTS"));
    let status = steps.shop.seen(guid).await;
    assert_eq!(status, super::told("CONFIRMATION", "Request OTP code"), "nothing came of it");
}

#[tokio::test]
async fn a_customer_who_is_another_person_now_is_not_taken_for_the_applicant() {
    let steps = Steps::open().await;
    let staff = steps.shop.api.token("eva", Role::Employee).await;
    let found = format!("/crs/internal/v1/customers/login/{}", super::PHONE);
    let found = steps.shop.api.with_token("GET", &found, &staff).await;
    let patch = json!([{ "guid": found.json["guid"], "lastName": "Ким" }]);
    let patched = steps.shop.api.execute(&staff, "CustomerActivity#patch", patch).await;
    assert_eq!(patched.status, 200, "{patched:?}");
    let refused = steps.run("saveCustomer", json!([steps.guid])).await;
    assert_eq!(refused.refusal(), MISMATCH);
}

/// A shop with an application that its customer has just signed.
struct Signed {
    shop: Shop,
    guid: String,
    employee: String,
}

impl Signed {
    async fn with(shop: Shop, guid: String) -> Self {
        let employee = shop.api.token("anna", Role::Employee).await;
        Self { shop, guid, employee }
    }
    async fn run(&self, step: &str, more: &[Value]) -> (u16, String) {
        let args = [&[json!(self.guid)], more].concat();
        let answered = run(&self.shop, &self.employee, step, json!(args)).await;
        (answered.status.as_u16(), answered.code().to_owned())
    }
    async fn order(&self) -> Value {
        let args = json!([self.guid]);
        run(&self.shop, &self.employee, "orderPayout", args).await.json[0].clone()
    }
}

fn refusal((status, code): (u16, &str)) -> (u16, String) {
    (status, code.to_owned())
}

/// What a provider says that has paid.
fn paid() -> Value {
    json!({ "state": "ACCEPTED", "reference": "1" })
}

#[tokio::test]
async fn what_was_stopped_between_signature_and_payout_is_not_paid() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let code = json!({ "code": shop.code().await });
    // The flow goes on up to the seal, which is another system's.
    assert_eq!(shop.act(&guid, "sign", Some(code)).await.status, 200);
    let signed = Signed::with(shop, guid).await;
    assert_eq!(signed.run("createLoan", &[]).await, refusal((409, "ALREADY_EXISTS")));
    assert_eq!(signed.run("fail", &[json!("stopped")]).await.0, 200);
    let sealed = json!({ "bytes": { "storage_id": "1", "sha256": "ab" }, "key_id": "key" });
    assert_eq!(signed.run("recordSigned", &[sealed]).await, refusal(MISMATCH));
    let order = signed.order().await;
    assert_eq!(signed.run("recordPayout", &[order, paid()]).await, refusal(MISMATCH));
}

#[tokio::test]
async fn a_contract_is_sealed_once_and_an_order_comes_to_one_end() {
    let shop = Shop::open().await;
    let guid = shop.signed(&example()).await;
    let signed = Signed::with(shop, guid).await;
    let other = json!({ "bytes": { "storage_id": "1", "sha256": "ab" }, "key_id": "key" });
    let sealed = signed.run("recordSigned", &[other]).await;
    assert_eq!(sealed, refusal((500, "CONTRACT_SEALED_OTHERWISE")));
    assert_eq!(signed.run("startCharging", &[]).await, refusal(MISMATCH));

    let order = json!(signed.shop.api.payment.calls()[0].key.as_str());
    let refused = json!({ "state": "REFUSED", "reason": "no" });
    let ended = refusal((409, "TRANSACTION_ORDER_STATE_MISMATCH"));
    for step in ["recordPayout", "undo"] {
        assert_eq!(signed.run(step, &[order.clone(), refused.clone()]).await, ended, "{step}");
    }
    signed.shop.confirm(&signed.guid).await;
    assert_eq!(signed.run("fail", &[json!("late")]).await, refusal(MISMATCH));
}

#[tokio::test]
async fn a_loan_that_was_undone_is_not_paid() {
    let shop = Shop::open().await;
    let guid = shop.signed(&example()).await;
    assert_eq!(shop.act(&guid, "cancel", Some(super::cancel())).await.status, 200);
    shop.api.settle().await;
    let signed = Signed::with(shop, guid).await;
    let order = signed.order().await;
    let refused = signed.run("recordPayout", &[order, paid()]).await;
    assert_eq!(refused, refusal((409, "LOAN_STATE_MISMATCH")));
}
