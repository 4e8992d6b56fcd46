//! The steps of the flow, run by hand.

use super::{Shop, example};
use kredo_domain::identity::Role;
use kredo_outbound::payment::{Behaviour, Operation, SandboxPaymentSettings, SandboxRule};
use kredo_tests::api::{Answered, World};
use serde_json::{Value, json};

const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";

/// An application whose customer has taken up the offer and has a code, and what the steps gave.
pub(super) struct Steps {
    pub(super) shop: Shop,
    pub(super) guid: String,
    pub(super) draft: Value,
    pub(super) sealed_code: Value,
    pub(super) reports: Value,
    pub(super) offer: Value,
    pub(super) figures: Value,
    pub(super) decision: Value,
    pub(super) printed: Value,
    pub(super) sent: Value,
    employee: String,
    identification: Value,
}

impl Steps {
    pub(super) async fn open() -> Self {
        Self::in_world(World::default()).await
    }

    pub(super) async fn in_world(world: World) -> Self {
        let shop = Shop::in_world(world).await;
        let guid = shop.created(&example()).await;
        shop.go(&guid, "select_offer").await;
        let employee = shop.api.token("anna", Role::Employee).await;
        let nothing = || Value::Null;
        let mut steps = Self {
            shop,
            guid,
            employee,
            draft: nothing(),
            sealed_code: nothing(),
            reports: nothing(),
            offer: nothing(),
            figures: nothing(),
            decision: nothing(),
            identification: nothing(),
            printed: nothing(),
            sent: nothing(),
        };
        steps.go().await;
        steps
    }

    async fn go(&mut self) {
        let guid = self.guid.clone();
        self.reports = self.given("gatherReports", json!([guid])).await;
        let assessment = self.given("assess", json!([guid, self.reports])).await;
        self.offer = assessment["offer"].clone();
        self.figures = assessment["figures"].clone();
        self.decision = self.given("score", json!([guid, self.figures])).await;
        self.identification = self.given("identify", json!([guid])).await;
        self.draft = self.given("draftContract", json!([guid, self.reports])).await;
        self.printed = self.given("printContract", json!([guid, self.draft])).await;
        self.sealed_code = self.given("issueOtp", json!([guid, self.draft, self.printed])).await;
        self.sent = self.given("sendOtp", json!([guid, self.sealed_code])).await;
    }

    pub(super) async fn run(&self, step: &str, args: Value) -> Answered {
        run(&self.shop, &self.employee, step, args).await
    }

    async fn given(&self, step: &str, args: Value) -> Value {
        let answered = self.run(step, args).await;
        assert_eq!(answered.status, 200, "{step}: {answered:?}");
        answered.json[0].clone()
    }

    /// What a seal would give.
    pub(super) fn sealed_contract(&self) -> Value {
        json!({ "bytes": self.printed, "key_id": "key" })
    }
}

pub(super) async fn run(shop: &Shop, token: &str, step: &str, args: Value) -> Answered {
    shop.api.execute(token, &format!("LoanApplicationActivity#{step}"), args).await
}

#[tokio::test]
async fn what_is_not_there_is_refused_by_its_code() {
    let steps = Steps::open().await;
    let Steps { reports, draft, printed, sent, .. } = &steps;
    let sealed = steps.sealed_contract();
    let pending = json!({ "state": "PENDING", "reference": "1" });
    let application = "LOAN_APPLICATION_NOT_FOUND";
    for (step, more, code) in [
        ("saveCustomer", json!([]), application),
        ("gatherReports", json!([]), application),
        ("assess", json!([reports]), application),
        ("decide", json!([steps.offer, steps.decision]), application),
        ("identify", json!([]), application),
        ("recordIdentification", json!([steps.identification]), application),
        ("draftContract", json!([reports]), application),
        ("printContract", json!([draft]), application),
        ("issueOtp", json!([draft, printed]), application),
        ("sendOtp", json!([steps.sealed_code]), "OTP_NOT_FOUND"),
        ("recordOtpSent", json!([draft, printed, sent]), application),
        ("recordResent", json!([sent]), application),
        ("createLoan", json!([]), application),
        ("sealContract", json!([NOBODY]), "OTP_NOT_FOUND"),
        ("recordSigned", json!([sealed]), application),
        ("endCoolingOff", json!([]), application),
        ("orderPayout", json!([]), application),
        ("submitOrder", json!([NOBODY]), "TRANSACTION_ORDER_NOT_FOUND"),
        ("recordPayout", json!([NOBODY, pending]), "TRANSACTION_ORDER_NOT_FOUND"),
        ("refusePayout", json!(["fault"]), application),
        ("startCharging", json!([]), "LOAN_NOT_FOUND"),
        ("undo", json!([null, null]), application),
        ("undo", json!([NOBODY, { "state": "UNDONE" }]), "TRANSACTION_ORDER_NOT_FOUND"),
        ("expire", json!([]), application),
        ("fail", json!(["fault"]), application),
    ] {
        let args = [vec![json!(NOBODY)], more.as_array().unwrap().clone()].concat();
        let refused = steps.run(step, json!(args)).await;
        assert_eq!(refused.refusal(), (404, code), "{step}");
    }
}

#[tokio::test]
async fn nothing_is_made_of_a_contract_that_is_not_signed() {
    let steps = Steps::open().await;
    let guid = &steps.guid;
    for (step, args, expected) in [
        ("createLoan", json!([guid]), (409, "CONTRACT_NOT_SIGNED")),
        ("sealContract", json!([guid, NOBODY]), (409, "CONTRACT_NOT_SIGNED")),
        ("recordSigned", json!([guid, steps.sealed_contract()]), (409, "CONTRACT_NOT_SIGNED")),
        ("orderPayout", json!([guid]), (404, "LOAN_NOT_FOUND")),
    ] {
        assert_eq!(steps.run(step, args).await.refusal(), expected, "{step}");
    }
}

#[tokio::test]
async fn what_cannot_be_printed_is_refused() {
    let steps = Steps::open().await;
    let mut draft = steps.draft.clone();
    draft["offer"]["product"] = json!("NOTHING");
    let refused = steps.run("printContract", json!([steps.guid, draft])).await;
    assert_eq!(refused.refusal(), (404, "PRODUCT_NOT_FOUND"));
    let mut body = example();
    body["application_guid"] = Value::Null;
    body["customer"]["actual_address"] = json!("Москва, 漢字 1");
    let guid = steps.shop.created(&body).await;
    let refused = steps.run("printContract", json!([guid, steps.draft])).await;
    assert_eq!(refused.refusal(), (500, "CONTRACT_UNPRINTABLE"));
}

#[tokio::test]
async fn a_loan_runs_after_the_money_went_and_is_not_undone_then() {
    let late = Behaviour::AnswerLate { finds: 99 };
    let place =
        SandboxRule { operation: Operation::Place, call: None, amount: None, behaviour: late };
    let payment = SandboxPaymentSettings { rules: vec![place], otherwise: Behaviour::Accept };
    let shop = Shop::in_world(World { payment, ..World::default() }).await;
    let guid = shop.signed(&example()).await;
    let employee = shop.api.token("anna", Role::Employee).await;
    let mismatch = (409, "LOAN_STATE_MISMATCH");
    let early = run(&shop, &employee, "startCharging", json!([guid])).await;
    assert_eq!(early.refusal(), mismatch);
    let order = shop.api.payment.calls()[0].key.as_str().to_owned();
    let accepted = json!({ "state": "ACCEPTED", "reference": "1" });
    let args = json!([NOBODY, order, accepted]);
    let nobodys = run(&shop, &employee, "recordPayout", args).await;
    assert_eq!(nobodys.refusal(), (404, "LOAN_NOT_FOUND"));

    let shop = Shop::open().await;
    let guid = shop.signed(&example()).await;
    shop.confirm(&guid).await;
    let employee = shop.api.token("anna", Role::Employee).await;
    let undone = run(&shop, &employee, "undo", json!([guid, null, null])).await;
    assert_eq!(undone.refusal(), mismatch);
}
