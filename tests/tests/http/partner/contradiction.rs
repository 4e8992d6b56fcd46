//! What is told where the things that are kept contradict each other, as after a hand in the
//! database: no operation brings that about.

use super::{PHONE, Shop, example, step::Steps};
use kredo_application::ports::Clock;
use kredo_domain::{
    Phone,
    identity::AccountName,
    loan::{Loan, LoanRecord, LoanState},
    loan_application::{
        ContractFile, ContractNumber, DocumentHash, LoanApplication, LoanApplicationId,
    },
    otp::{OtpChallenge, OtpChallengeId, OtpChallengeRecord, OtpState},
};
use kredo_tests::api::Api;
use serde_json::json;
use uuid::Uuid;

/// Changes what is known of the code of an application, or of another one by it.
async fn change_challenge(api: &Api, guid: &str, change: impl FnOnce(&mut OtpChallengeRecord)) {
    let mut unit = api.store().begin().await.unwrap();
    let id = guid.parse().unwrap();
    let mut challenge = unit.otp_challenges().get(id).await.unwrap().unwrap();
    let mut record = challenge.value.record().clone();
    change(&mut record);
    let changed = OtpChallenge::restore(record);
    if changed.id() == id {
        challenge.value = changed;
        unit.otp_challenges().update(challenge).await.unwrap();
    } else {
        unit.otp_challenges().insert(&changed).await.unwrap();
    }
    unit.commit().await.unwrap();
}

/// The same application under another guid and of that partner, without all that belongs to it.
async fn copy_application(api: &Api, guid: &str, partner: &str) -> String {
    let mut unit = api.store().begin().await.unwrap();
    let found = unit.loan_applications().get(guid.parse().unwrap()).await.unwrap().unwrap();
    let mut record = found.value.record().clone();
    (record.id, record.partner) =
        (LoanApplicationId::new(Uuid::from_u128(77)), AccountName::try_new(partner).unwrap());
    unit.loan_applications().insert(&LoanApplication::restore(record)).await.unwrap();
    unit.commit().await.unwrap();
    Uuid::from_u128(77).to_string()
}

/// A further loan, like that of an application but for the changes.
async fn copy_loan(api: &Api, guid: &str, change: impl FnOnce(&mut LoanRecord)) {
    let mut unit = api.store().begin().await.unwrap();
    let found = unit.loans().get(Loan::id_of(guid.parse().unwrap())).await.unwrap().unwrap();
    let mut record = found.value.record().clone();
    change(&mut record);
    unit.loans().insert(&Loan::restore(record)).await.unwrap();
    unit.commit().await.unwrap();
}

/// A number that no contract has yet.
fn number(n: i64) -> ContractNumber {
    ContractNumber::compose("2024-10-04".parse().unwrap(), 1_000 + n).unwrap()
}

#[tokio::test]
async fn a_code_of_another_phone_or_document_signs_nothing() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let code = shop.code().await;
    let phone = |phone: &str| Phone::parse_leniently(phone).unwrap();
    change_challenge(&shop.api, &guid, |known| known.phone = phone("79010000002")).await;
    assert_eq!(shop.sign(&guid, &code).await.refusal(), (409, "OTP_PHONE_MISMATCH"));
    let other = Some(DocumentHash::new("00".repeat(32)));
    change_challenge(&shop.api, &guid, |known| {
        (known.phone, known.document) = (phone(PHONE), other);
    })
    .await;
    assert_eq!(shop.sign(&guid, &code).await.refusal(), (409, "OTP_DOCUMENT_MISMATCH"));
}

#[tokio::test]
async fn a_code_that_was_used_is_used_up() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let at = shop.api.clock.now();
    change_challenge(&shop.api, &guid, |known| known.state = OtpState::Accepted { at }).await;
    let used = (409, "OTP_ALREADY_USED");
    assert_eq!(shop.sign(&guid, "0").await.refusal(), used);
    for action in ["send_otp", "send0tp"] {
        assert_eq!(shop.act(&guid, action, None).await.refusal(), used, "{action}");
    }
}

#[tokio::test]
async fn where_there_is_no_code_none_is_repeated_or_accepted() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let bare = copy_application(&shop.api, &guid, "demo").await;
    let missing = (404, "OTP_NOT_FOUND");
    assert_eq!(shop.sign(&bare, "0").await.refusal(), missing);
    for action in ["send_otp", "send0tp"] {
        assert_eq!(shop.act(&bare, action, None).await.refusal(), missing, "{action}");
    }
}

#[tokio::test]
async fn steps_name_what_is_missing() {
    let steps = Steps::open().await;
    let (shop, guid) = (&steps.shop, &steps.guid);
    let nowhere = Uuid::from_u128(78).to_string();
    let at = shop.api.clock.now();
    change_challenge(&shop.api, guid, |known| {
        known.id = OtpChallengeId::new(Uuid::from_u128(78));
        known.state = OtpState::Accepted { at };
    })
    .await;
    let no_application = (404, "LOAN_APPLICATION_NOT_FOUND");
    let sent = steps.run("sendOtp", json!([nowhere, steps.sealed_code])).await;
    assert_eq!(sent.refusal(), no_application, "a code without a contract");
    let sealed = steps.run("sealContract", json!([nowhere, nowhere])).await;
    assert_eq!(sealed.refusal(), no_application, "a code without a contract");

    let gone = copy_application(&shop.api, guid, "gone").await;
    let printed = steps.run("printContract", json!([gone, steps.draft])).await;
    assert_eq!(printed.refusal(), (404, "PARTNER_NOT_FOUND"));
    let mut unit = shop.api.store().begin().await.unwrap();
    let file = ContractFile::id_of(guid.parse().unwrap());
    let mut record = unit.contract_files().get(file).await.unwrap().unwrap().value.record().clone();
    (record.id, record.number) = (ContractFile::id_of(gone.parse().unwrap()), number(1));
    unit.contract_files().insert(&ContractFile::restore(record)).await.unwrap();
    unit.commit().await.unwrap();
    let signed = steps.run("recordSigned", json!([gone, steps.sealed_contract()])).await;
    assert_eq!(signed.refusal(), (404, "OTP_NOT_FOUND"));
}

#[tokio::test]
async fn a_loan_without_its_application_or_partner_is_not_paid_out() {
    let steps = Steps::open().await;
    let mut other = example();
    other["application_guid"] = json!(null);
    let (api, signed) = (&steps.shop.api, steps.shop.signed(&other).await);
    let order = steps.run("orderPayout", json!([signed])).await.json[0].clone();
    let orphan = |n| Loan::id_of(LoanApplicationId::new(Uuid::from_u128(n)));
    copy_loan(api, &signed, |loan| {
        (loan.id, loan.number, loan.state) = (orphan(79), number(1), LoanState::Signed);
    })
    .await;
    let accepted = json!({ "state": "ACCEPTED", "reference": "1" });
    let no_application = (404, "LOAN_APPLICATION_NOT_FOUND");
    let args = json!([orphan(79).to_string(), order, accepted]);
    assert_eq!(steps.run("recordPayout", args).await.refusal(), no_application);
    let at = api.clock.now();
    copy_loan(api, &signed, |loan| {
        (loan.id, loan.number, loan.state) = (orphan(80), number(2), LoanState::Disbursed { at });
    })
    .await;
    let args = json!([orphan(80).to_string()]);
    assert_eq!(steps.run("startCharging", args).await.refusal(), no_application);
    copy_loan(api, &signed, |loan| {
        (loan.id, loan.number) = (Loan::id_of(steps.guid.parse().unwrap()), number(3));
        loan.partner = AccountName::try_new("gone").unwrap();
    })
    .await;
    let ordered = steps.run("orderPayout", json!([steps.guid])).await;
    assert_eq!(ordered.refusal(), (404, "PARTNER_NOT_FOUND"));
}
