//! Every reason to decline, each brought about from outside.

use super::{Shop, example};
use chrono::FixedOffset;
use kredo_application::{BusinessTime, passport_registry::ImportPassports, ports::Clock};
use kredo_domain::{
    Money,
    customer::Login,
    identification::IdentificationRecord,
    identity::Role,
    loan_application::DeclineReason,
    passport_registry::PassportKey,
    scoring::{Channel, LenderGroup, SelfBan},
};
use kredo_outbound::{
    Who,
    identification::SandboxRefusal,
    scoring::{SandboxHistory, SandboxListing},
};
use kredo_tests::{api::World, fixture::FixedClock};
use serde_json::{Value, json};
use std::{convert::Infallible, sync::Arc};

fn changed(pointer: &str, value: Value) -> Value {
    let mut body = example();
    *body.pointer_mut(pointer).unwrap() = value;
    body
}

async fn declined(shop: &Shop, body: &Value) -> String {
    let guid = shop.created(body).await;
    let (status, message) = shop.seen(&guid).await;
    assert_eq!(status, "DECLINED", "{message}");
    let payload = shop.status(&guid).await["payload"].clone();
    assert_eq!(payload, json!({}), "nothing is offered any more");
    message
}

#[tokio::test]
async fn what_does_not_suit_is_declined_with_a_readable_reason() {
    let documents = |more: Value| {
        let mut body = example();
        body["customer_documents"].as_array_mut().unwrap().push(more);
        body
    };
    let day = |date: &str| json!(date);
    for (body, reason) in [
        (changed("/product_code", json!("string")), DeclineReason::ProductUnknown),
        (changed("/loan_amount", json!(2999.99)), DeclineReason::AmountOutOfRange),
        (changed("/loan_amount", json!(500_000.01)), DeclineReason::AmountOutOfRange),
        (changed("/loan_term", json!(2)), DeclineReason::TermOutOfRange),
        (changed("/loan_term", json!(37)), DeclineReason::TermOutOfRange),
        (changed("/customer/birth_date", day("2006-10-05")), DeclineReason::AgeOutOfRange),
        (
            changed("/customer_documents/0/expiration_date", day("2024-10-03")),
            DeclineReason::PassportExpired,
        ),
        (changed("/customer_documents/0/number", json!("62123")), DeclineReason::PassportInvalid),
        (changed("/customer_documents", json!([])), DeclineReason::DocumentMissing),
        (documents(json!({"type": "snils", "number": "08336732478"})), DeclineReason::SnilsInvalid),
        (documents(json!({"type": "inn", "number": "500100732250"})), DeclineReason::InnInvalid),
        (changed("/customer_employment/salary", json!(0)), DeclineReason::ScoreTooLow),
    ] {
        let shop = Shop::open().await;
        let message = declined(&shop, &body).await;
        assert!(message.contains(reason.sentence()), "{reason:?}: {message}");
    }
}

#[tokio::test]
async fn all_reasons_are_told_at_once() {
    let shop = Shop::open().await;
    let mut body = changed("/customer_documents/0/expiration_date", json!("2020-01-01"));
    body["loan_term"] = json!(99);
    body["customer"]["birth_date"] = json!("2024-10-03");
    let message = declined(&shop, &body).await;
    for reason in [
        DeclineReason::PassportExpired,
        DeclineReason::TermOutOfRange,
        DeclineReason::AgeOutOfRange,
    ] {
        assert!(message.contains(reason.sentence()), "{reason:?}: {message}");
    }
}

#[tokio::test]
async fn a_phone_that_is_known_as_somebody_elses_is_declined_and_changes_nothing() {
    let shop = Shop::open().await;
    shop.created(&example()).await;
    let mut other = changed("/customer/birth_date", json!("1999-06-28"));
    other["application_guid"] = Value::Null;
    let message = declined(&shop, &other).await;
    assert_eq!(message, DeclineReason::CustomerDataMismatch.sentence());
    let mut unit = shop.api.store().reader().await.unwrap();
    let login = Login::try_new("79010000001").unwrap();
    let customer = unit.customers().by_login(&login).await.unwrap().unwrap().value;
    let born = customer.state().person.birth_date.map(|day| day.to_string());
    assert_eq!(born.as_deref(), Some("2000-06-28"));
}

#[tokio::test]
async fn a_flag_on_the_customer_forbids_the_loan_until_it_is_taken_off() {
    let shop = Shop::open().await;
    let employee = shop.api.token("anna", Role::Employee).await;
    let created =
        shop.api.execute(&employee, "CustomerActivity#create", json!(["79010000001"])).await;
    let flag = json!([created.json[0]["guid"], "FRAUD_SUSPICION", "MONITORING"]);
    shop.api.execute(&employee, "FlagActivity#add", flag.clone()).await;
    let mut body = example();
    body["application_guid"] = Value::Null;
    let message = declined(&shop, &body).await;
    assert_eq!(message, DeclineReason::CustomerRestricted.sentence());
    shop.api.execute(&employee, "FlagActivity#remove", flag).await;
    let guid = shop.created(&body).await;
    assert_eq!(shop.seen(&guid).await.0, "APPROVED");
}

async fn import(shop: &Shop, passports: &[(&str, &str)]) {
    let zone = FixedOffset::east_opt(0).unwrap();
    let clock: Arc<dyn Clock> = Arc::<FixedClock>::clone(&shop.api.clock);
    let import =
        ImportPassports::new(Arc::clone(shop.api.store()), BusinessTime::real(clock, zone));
    let lines = passports.iter().map(|(series, number)| PassportKey::try_new(series, number));
    import.execute(None, lines.map(Ok::<_, Infallible>)).await.unwrap();
}

#[tokio::test]
async fn a_passport_in_the_register_is_declined_until_an_edition_leaves_it_out() {
    let shop = Shop::open().await;
    let body = example();
    let passport = &body["customer_documents"][0];
    let text = |name: &str| passport[name].as_str().unwrap().to_owned();
    let (series, number) = (text("series"), text("number"));
    import(&shop, &[("0001", "000002"), (&series, &number)]).await;
    let message = declined(&shop, &body).await;
    assert_eq!(message, DeclineReason::PassportInvalid.sentence());
    import(&shop, &[("0001", "000002")]).await;
    let again = changed("/application_guid", Value::Null);
    let guid = shop.created(&again).await;
    assert_eq!(shop.seen(&guid).await.0, "APPROVED");
}

fn who() -> Who {
    serde_json::from_value(json!({ "phone": "79010000001" })).unwrap()
}

fn history() -> SandboxHistory {
    SandboxHistory { who: who(), self_bans: vec![], monthly_payments: None, loans: vec![] }
}

async fn declined_in(world: World, body: &Value) -> String {
    let shop = Shop::in_world(world).await;
    declined(&shop, body).await
}

#[tokio::test]
async fn a_self_ban_forbids_the_loan_once_the_law_knows_bans() {
    let ban = SelfBan {
        lenders: LenderGroup::Mfo,
        channel: Channel::Remote,
        entered_on: "2024-01-01".parse().unwrap(),
        lifted_on: None,
    };
    let world = || {
        let mut world = World::default();
        world.bureau.people.push(SandboxHistory { self_bans: vec![ban], ..history() });
        world
    };
    let before = Shop::in_world(world()).await;
    let guid = before.created(&example()).await;
    assert_eq!(before.seen(&guid).await.0, "APPROVED", "in 2024 there was no such law");
    let shop = Shop::in_world(world()).await;
    shop.api.clock.set("2025-03-01T09:00:00Z".parse().unwrap());
    let shop = Shop { token: shop.api.renewed_token("demo").await, api: shop.api };
    let message = declined(&shop, &example()).await;
    assert_eq!(message, DeclineReason::SelfBan.sentence());
}

#[tokio::test]
async fn a_person_in_a_list_gets_no_loan() {
    let mut world = World::default();
    let full_name = "Зайцев Василий Петрович".to_owned();
    world.sanctions.lists[0].people.push(SandboxListing { full_name, birth_date: None });
    let message = declined_in(world, &example()).await;
    assert_eq!(message, DeclineReason::Sanctioned.sentence());
}

#[tokio::test]
async fn lists_that_were_not_searched_forbid_the_loan() {
    let mut world = World::default();
    world.sanctions.lists.clear();
    let message = declined_in(world, &example()).await;
    assert_eq!(message, DeclineReason::CheckUnavailable.sentence());
}

#[tokio::test]
async fn other_loans_can_weigh_too_much() {
    let mut world = World::default();
    let payments = Some(Money::kopecks(10_000_000));
    world.bureau.people.push(SandboxHistory { monthly_payments: payments, ..history() });
    let mut body = changed("/customer_employment/work_experience", json!("LESS_3_MONTHS"));
    body["loan_amount"] = json!(400_000);
    let message = declined_in(world, &body).await;
    assert!(message.contains(DeclineReason::DebtBurdenTooHigh.sentence()), "{message}");
}

#[tokio::test]
async fn who_is_not_the_person_gets_no_contract() {
    let mut world = World::default();
    let reason = "other face".to_owned();
    world.identification.refusals.push(SandboxRefusal { who: who(), reason });
    let shop = Shop::in_world(world).await;
    let guid = shop.created(&example()).await;
    shop.act(&guid, "select_offer", None).await;
    shop.api.settle().await;
    let (status, message) = shop.seen(&guid).await;
    let expected = DeclineReason::IdentificationFailed.sentence();
    assert_eq!((status.as_str(), message.as_str()), ("DECLINED", expected));
    let reason = "other face".to_owned();
    assert_eq!(identified(&shop).await, [("NOT_IDENTIFIABLE".to_owned(), None, Some(reason))]);
}

/// Status, type and method, and reason of what is on record of the example's customer.
pub(super) async fn identified(shop: &Shop) -> Vec<(String, Option<String>, Option<String>)> {
    let mut unit = shop.api.store().reader().await.unwrap();
    let login = Login::try_new("79010000001").unwrap();
    let customer = unit.customers().by_login(&login).await.unwrap().unwrap().value;
    let records = unit.identifications().of(customer.id()).await.unwrap();
    let told = |record: &IdentificationRecord| {
        let state = record.state().clone();
        let means = state.means.map(|means| format!("{} {}", means.kind.as_str(), means.method));
        (state.status.to_string(), means, state.reason)
    };
    records.iter().map(|record| told(&record.value)).collect()
}

#[tokio::test]
async fn an_identification_is_on_record_once_however_often_the_step_runs() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    assert_eq!(identified(&shop).await, []);
    shop.act(&guid, "select_offer", None).await;
    shop.api.settle().await;
    let means = Some("simplistic SIMPLIFIED".to_owned());
    assert_eq!(identified(&shop).await, [("VALID".to_owned(), means, None)]);
    let employee = shop.api.token("anna", Role::Employee).await;
    let again = json!([guid, { "outcome": "IDENTIFIED", "method": "SIMPLIFIED" }]);
    let step = "LoanApplicationActivity#recordIdentification";
    let answered = shop.api.execute(&employee, step, again).await;
    assert_eq!(answered.json, json!([true]), "{answered:?}");
    assert_eq!(identified(&shop).await.len(), 1);
}
