//! From the code to the loan that runs: the contract, its seal, and what they make.

use super::{SIGNED, Shop, example, told};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{SubsecRound, TimeDelta};
use kredo_application::ports::Clock;
use kredo_domain::{Money, consent::ConsentState, customer::Login, loan::LoanState};
use kredo_outbound::payment::Direction;
use serde_json::{Value, json};

fn document(status: &Value) -> Vec<u8> {
    BASE64_STANDARD.decode(status["payload"]["contract_pdf"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn the_manuals_example_goes_all_the_way_to_a_loan_that_runs() {
    let shop = Shop::open().await;
    shop.api.fix_code("79010000001", "1111").await;
    let guid = shop.asked_for_code(&example()).await;
    let shown = shop.status(&guid).await;
    let number = shown["payload"]["contractNumber"].as_str().unwrap().to_owned();
    assert_eq!((number.len(), &number[..6]), (14, "241004"));
    assert!(document(&shown).starts_with(b"%PDF-"));
    let [message] = &shop.api.messages("79010000001").await[..] else { panic!("one message") };
    assert!(message.starts_with("1111 ") && message.contains(&number), "{message}");

    assert_eq!(shop.sign(&guid, "1111").await.status, 200);
    let signed = shop.status(&guid).await;
    assert_eq!((&signed["status"], &signed["message"]), (&json!("CONFIRMATION"), &json!(SIGNED)));
    let seal = shop.api.verify(&document(&signed)).unwrap();
    assert_eq!((seal.contract_number.as_str(), seal.code_id.as_str()), (&*number, &*guid));
    let [paid] = &shop.api.payment.transfers()[..] else { panic!("one payout") };
    assert_eq!((paid.direction, paid.amount), (Direction::Paid, Money::kopecks(8_050_050)));

    shop.api.clock.set("2024-10-04T21:30:00Z".parse().unwrap());
    let shop = shop.renewed().await;
    assert_eq!(shop.confirm(&guid).await.status, 200);
    assert_eq!(shop.seen(&guid).await, told("COMPLETED", ""));
    let loan = shop.loan(&guid).await.unwrap();
    let LoanState::Active { charging_from, .. } = loan.record().state else {
        panic!("{:?}", loan.record().state)
    };
    assert_eq!(charging_from.to_string(), "2024-10-05", "the day in Moscow, not at Greenwich");
    let debt = loan.debt_on(charging_from + TimeDelta::days(30)).unwrap();
    assert_eq!(debt.interest, Money::kopecks(114_480));
}

#[tokio::test]
async fn what_was_shown_is_what_is_signed_and_any_changed_byte_fails() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let shown = document(&shop.status(&guid).await);
    assert!(shop.api.verify(&shown).is_err(), "not sealed before it is signed");
    shop.sign(&guid, &shop.code().await).await;
    let sealed = document(&shop.status(&guid).await);
    assert!(sealed.starts_with(&shown), "the seal stands behind the document");
    let seal = shop.api.verify(&sealed).unwrap();
    let signed_at = shop.api.clock.now().trunc_subsecs(3);
    assert_eq!((seal.signed_at, seal.phone.as_str()), (signed_at, "7901•••0001"));
    for at in [0, 9, shown.len() / 2, shown.len() - 1, shown.len() + 20, sealed.len() - 1] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(shop.api.verify(&changed).is_err(), "byte {at}");
    }
}

async fn consents(shop: &Shop) -> Vec<ConsentState> {
    let mut unit = shop.api.store().reader().await.unwrap();
    let login = Login::try_new("79010000001").unwrap();
    let customer = unit.customers().by_login(&login).await.unwrap().unwrap().value;
    let consents = unit.consents().of(customer.id()).await.unwrap();
    consents.into_iter().map(|consent| consent.value.state().clone()).collect()
}

/// Kind of each, in their order, and whether it was given.
fn answers(consents: &[ConsentState]) -> Vec<(&str, bool)> {
    let statements = consents.iter().map(|consent| &consent.statement);
    let mut answers: Vec<_> = statements.map(|s| (s.kind.as_str(), s.given)).collect();
    answers.sort_unstable();
    answers
}

#[tokio::test]
async fn the_signature_records_what_was_agreed_to_and_what_was_not() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    shop.sign(&guid, "0").await;
    assert_eq!(consents(&shop).await, [], "a wrong code agrees to nothing");
    shop.sign(&guid, &shop.code().await).await;
    let seal = shop.api.verify(&document(&shop.status(&guid).await)).unwrap();
    let recorded = consents(&shop).await;
    for ConsentState { application, statement, .. } in &recorded {
        assert_eq!(application.map(|id| id.to_string()), Some(guid.clone()));
        assert_eq!(statement.document, Some((&seal.document).into()));
        assert!(!statement.text.wording.is_empty());
    }
    let stated = |advertising| {
        let signed = ["CREDIT_HISTORY", "ELECTRONIC_SIGNATURE", "PERSONAL_DATA"];
        let mut all = vec![("ADVERTISING", advertising)];
        all.extend(signed.map(|kind| (kind, true)));
        all
    };
    assert_eq!(
        answers(&recorded),
        stated(false),
        "what the partner passed nothing on about is not given"
    );

    let shop = Shop::open().await;
    let mut wants = example();
    wants["additional_data"]["consents"] = json!(["ADVERTISING"]);
    let guid = shop.asked_for_code(&wants).await;
    shop.sign(&guid, &shop.code().await).await;
    assert_eq!(answers(&consents(&shop).await), stated(true));
}

#[tokio::test]
async fn the_document_is_shown_while_it_is_to_be_read_and_when_it_is_signed() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    let keys = async || {
        let status = shop.status(&guid).await;
        let keys = status["payload"].as_object().unwrap().keys().cloned();
        keys.collect::<Vec<_>>()
    };
    assert_eq!(keys().await, ["confirmedProduct"]);
    shop.go(&guid, "select_offer").await;
    assert_eq!(keys().await, ["confirmedProduct"]);
    shop.go(&guid, "send_otp").await;
    let all = ["confirmedProduct", "contractNumber", "contract_pdf"];
    assert_eq!(keys().await, all);
    shop.sign(&guid, &shop.code().await).await;
    assert_eq!(keys().await, all);
    shop.confirm(&guid).await;
    assert_eq!(keys().await, ["confirmedProduct", "contractNumber"]);
}

#[tokio::test]
async fn a_contract_of_a_later_day_has_the_dates_of_that_day_and_the_approved_terms() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    shop.go(&guid, "select_offer").await;
    let approved = shop.status(&guid).await;
    shop.pass(TimeDelta::days(3)).await;
    let shop = shop.renewed().await;
    shop.go(&guid, "send_otp").await;
    let shown = shop.status(&guid).await;
    let number = shown["payload"]["contractNumber"].as_str().unwrap();
    assert!(number.starts_with("241007"), "{number}");
    for term in ["interestRate", "partnerProductCode"] {
        let of = |status: &Value| status["payload"]["confirmedProduct"][term].clone();
        assert_eq!(of(&shown), of(&approved));
    }
    shop.sign(&guid, &shop.code().await).await;
    let offer = shop.loan(&guid).await.unwrap().record().offer.clone();
    assert_eq!(offer.disbursed_on().to_string(), "2024-10-07");
    assert_eq!(offer.contract_date(), offer.disbursed_on());
    assert_eq!(offer.schedule().rows()[0].due().to_string(), "2024-11-07");
}

#[tokio::test]
async fn a_borrower_who_no_longer_suits_gets_no_code() {
    let shop = Shop::open().await;
    let mut body = example();
    body["customer_documents"][0]["expiration_date"] = json!("2024-10-06");
    let guid = shop.created(&body).await;
    shop.go(&guid, "select_offer").await;
    shop.pass(TimeDelta::days(3)).await;
    let shop = shop.renewed().await;
    shop.go(&guid, "send_otp").await;
    let (status, message) = shop.seen(&guid).await;
    assert_eq!((&*status, &*message), ("DECLINED", "Срок действия паспорта истёк."));
    assert_eq!(shop.api.messages("79010000001").await, [""; 0]);
}

#[tokio::test]
async fn what_cannot_be_printed_is_left_for_an_operator() {
    let shop = Shop::open().await;
    let mut body = example();
    body["customer"]["actual_address"] = json!("Москва, 漢字 1");
    let guid = shop.created(&body).await;
    shop.go(&guid, "select_offer").await;
    shop.go(&guid, "send_otp").await;
    assert_eq!(shop.seen(&guid).await.0, "ERROR");
    assert_eq!(shop.api.messages("79010000001").await, [""; 0]);
}
