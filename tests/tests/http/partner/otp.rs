//! Codes: wrong, late, of others, too many, and on their way.

use super::{PHONE, SIGNED, Shop, example, told};
use crate::mute::Mute;
use async_trait::async_trait;
use chrono::TimeDelta;
use kredo_application::{
    notification::ports::{MessageId, SentMessage, SmsGateway},
    outside::{CallKey, OutsideError},
};
use kredo_domain::{Phone, identity::Role};
use kredo_tests::api::World;
use serde_json::{Value, json};
use std::sync::Arc;

/// A code that is not that one.
fn other_than(code: &str) -> String {
    let other = if code.starts_with('0') { '1' } else { '0' };
    format!("{other}{}", &code[1..])
}

#[tokio::test]
async fn a_wrong_code_is_told_at_once_and_counts() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let code = shop.code().await;
    for left in ["2 attempts", "1 attempts", "0 attempts"] {
        let refused = shop.sign(&guid, &other_than(&code)).await;
        assert_eq!(refused.refusal(), (400, "OTP_INVALID"));
        let message = refused.json["message"].as_str().unwrap();
        assert!(message.contains(left), "{message}");
    }
    for code in [other_than(&code), code] {
        let refused = shop.sign(&guid, &code).await;
        assert_eq!(refused.refusal(), (409, "OTP_ATTEMPTS_EXCEEDED"));
    }
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", "Enter OTP code"));
    shop.pass(TimeDelta::seconds(60)).await;
    shop.go(&guid, "send_otp").await;
    assert_eq!(shop.sign(&guid, &shop.code().await).await.status, 200, "another code, other tries");
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", SIGNED));
}

#[tokio::test]
async fn a_code_is_good_for_five_minutes() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let code = shop.code().await;
    shop.pass(TimeDelta::seconds(300)).await;
    assert_eq!(shop.sign(&guid, &code).await.refusal(), (409, "OTP_EXPIRED"));
    shop.go(&guid, "send_otp").await;
    shop.pass(TimeDelta::seconds(299)).await;
    assert_eq!(shop.sign(&guid, &shop.code().await).await.status, 200);
}

#[tokio::test]
async fn another_applications_code_is_wrong() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let first = shop.code().await;
    let mut second = example();
    second["application_guid"] = Value::Null;
    let other = shop.asked_for_code(&second).await;
    let code = shop.code().await;
    // Two codes of four digits may be equal once in ten thousand runs.
    if first != code {
        assert_eq!(shop.sign(&guid, &code).await.refusal(), (400, "OTP_INVALID"));
    }
    assert_eq!(shop.sign(&other, &code).await.status, 200);
    assert_eq!(shop.sign(&guid, &first).await.status, 200);
}

#[tokio::test]
async fn a_further_code_is_sent_after_a_pause_and_not_for_ever() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let sent = async || shop.api.messages(PHONE).await.len();
    let first = shop.code().await;
    shop.pass(TimeDelta::seconds(59)).await;
    shop.go(&guid, "send_otp").await;
    assert_eq!(sent().await, 1, "too early: nobody is refused, and nothing is sent");
    for expected in 2..=4 {
        shop.pass(TimeDelta::seconds(60)).await;
        shop.go(&guid, "send_otp").await;
        assert_eq!(sent().await, expected);
    }
    shop.pass(TimeDelta::seconds(60)).await;
    for action in ["send_otp", "send0tp"] {
        let refused = shop.act(&guid, action, None).await;
        assert_eq!(refused.refusal(), (409, "OTP_LIMIT_EXCEEDED"), "{action}");
    }
    assert_eq!(sent().await, 4);
    let last = shop.code().await;
    if first != last {
        assert_eq!(shop.sign(&guid, &first).await.refusal(), (400, "OTP_INVALID"), "void by now");
    }
    assert_eq!(shop.sign(&guid, &last).await.status, 200);
}

#[tokio::test]
async fn the_same_code_again_is_accepted_and_another_is_not() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let code = shop.code().await;
    let body = json!({ "code": code });
    assert_eq!(shop.act(&guid, "sign", Some(body.clone())).await.status, 200);
    assert_eq!(shop.act(&guid, "sign", Some(body)).await.status, 200, "before the flow has run");
    shop.api.settle().await;
    assert_eq!(shop.sign(&guid, &code).await.status, 200);
    let refused = shop.sign(&guid, &other_than(&code)).await;
    assert_eq!(refused.refusal(), (409, "TASK_ALREADY_COMPLETED"));
    shop.go(&guid, "send_otp").await;
    assert_eq!(shop.api.messages(PHONE).await.len(), 1, "whoever has signed needs no code");
    assert_eq!(shop.api.payment.transfers().len(), 1);
    shop.confirm(&guid).await;
    assert_eq!(shop.sign(&guid, &code).await.status, 200, "at the end as well");
    assert_eq!(shop.seen(&guid).await.0, "COMPLETED");
}

#[tokio::test]
async fn a_code_out_of_turn_is_refused_and_costs_nothing() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    for action in ["send_otp", "send0tp", "sign"] {
        let body = (action == "sign").then(|| json!({ "code": "1111" }));
        let refused = shop.act(&guid, action, body).await;
        assert_eq!(refused.refusal(), (409, "ACTION_OUT_OF_TURN"), "{action}");
    }
    let refused = shop.act(&guid, "sign", Some(json!({ "code": 1111 }))).await;
    assert_eq!((refused.refusal(), refused.faults()), ((400, "ARGUMENT_INVALID"), vec!["code"]));
}

#[tokio::test]
async fn an_offer_that_is_over_cannot_be_signed() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    shop.go(&guid, "select_offer").await;
    shop.api.clock.set("2024-10-11T20:59:00Z".parse().unwrap());
    let shop = shop.renewed().await;
    shop.go(&guid, "send_otp").await;
    let code = shop.code().await;
    shop.api.clock.set("2024-10-11T21:00:00Z".parse().unwrap());
    assert_eq!(shop.sign(&guid, &code).await.refusal(), (409, "OFFER_EXPIRED"));
    assert_eq!(shop.seen(&guid).await.0, "EXPIRED");
    assert_eq!(shop.act(&guid, "send_otp", None).await.status, 200, "a repetition does nothing");
    assert_eq!(shop.api.payment.transfers(), []);
}

#[tokio::test]
async fn no_code_is_sent_for_an_offer_that_is_over() {
    let shop = Shop::open().await;
    let guid = shop.created(&example()).await;
    shop.go(&guid, "select_offer").await;
    shop.api.clock.set("2024-10-11T21:00:00Z".parse().unwrap());
    let shop = shop.renewed().await;
    for action in ["send_otp", "send0tp"] {
        let refused = shop.act(&guid, action, None).await;
        assert_eq!(refused.refusal(), (409, "OFFER_EXPIRED"), "{action}");
    }
    assert_eq!(shop.api.messages(PHONE).await, [""; 0]);
}

#[tokio::test]
async fn neither_code_nor_anything_that_shows_it_is_kept() {
    let shop = Shop::open().await;
    shop.api.fix_code(PHONE, "7315904628").await;
    let guid = shop.asked_for_code(&example()).await;
    let mut unit = shop.api.store().reader().await.unwrap();
    let challenge = unit.otp_challenges().get(guid.parse().unwrap()).await.unwrap().unwrap();
    let flow = unit.flows().get(guid.parse().unwrap()).await.unwrap().unwrap();
    let kept = format!(
        "{} {} {:?}",
        serde_json::to_string(challenge.value.record()).unwrap(),
        serde_json::to_string(&flow.value.keep().state).unwrap(),
        flow.value
    );
    assert!(kept.contains("RESEND") || kept.contains("await_sign"), "{kept}");
    assert!(!kept.contains("7315904628"), "{kept}");
}

/// Hands messages over, and loses the first answer.
struct Forgetful {
    inner: Arc<dyn SmsGateway>,
    lost: std::sync::atomic::AtomicBool,
}

#[async_trait]
impl SmsGateway for Forgetful {
    async fn send(
        &self,
        key: &CallKey,
        phone: &Phone,
        text: &str,
    ) -> Result<MessageId, OutsideError> {
        let id = self.inner.send(key, phone, text).await?;
        if self.lost.swap(true, std::sync::atomic::Ordering::Relaxed) {
            return Ok(id);
        }
        let source = "no answer".into();
        Err(OutsideError::Unknown { system: "the gateway", source })
    }
    async fn ask(&self, key: &CallKey) -> Result<Option<SentMessage>, OutsideError> {
        self.inner.ask(key).await
    }
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_is_not_sent_twice() {
    let gateway: fn(_) -> Arc<dyn SmsGateway> =
        |inner| Arc::new(Forgetful { inner, lost: false.into() });
    let shop = Shop::in_world(World { gateway, ..World::default() }).await;
    let guid = shop.created(&example()).await;
    shop.go(&guid, "select_offer").await;
    shop.go(&guid, "send_otp").await;
    assert_eq!(shop.seen(&guid).await, told("PROCESSING", ""));
    shop.pass(TimeDelta::seconds(1)).await;
    assert_eq!(shop.seen(&guid).await, told("CONFIRMATION", "Enter OTP code"));
    assert_eq!(shop.api.messages(PHONE).await.len(), 1);
    assert_eq!(shop.sign(&guid, &shop.code().await).await.status, 200);
}

#[tokio::test]
async fn a_code_that_cannot_be_sent_is_left_for_an_operator() {
    let gateway: fn(_) -> Arc<dyn SmsGateway> = |_| Arc::new(Mute);
    let shop = Shop::in_world(World { gateway, ..World::default() }).await;
    let guid = shop.created(&example()).await;
    shop.go(&guid, "select_offer").await;
    shop.go(&guid, "send_otp").await;
    let (status, message) = shop.seen(&guid).await;
    assert_eq!(status, "ERROR");
    assert!(!message.contains("gateway"), "{message}");
}

#[tokio::test]
async fn only_partners_sign() {
    let shop = Shop::open().await;
    let guid = shop.asked_for_code(&example()).await;
    let employee = shop.api.token("anna", Role::Employee).await;
    for action in ["send_otp", "sign"] {
        let path = format!("/pfs/partner/api/v1/applications/{guid}/{action}");
        let refused = shop.api.post(&path, &employee, &json!({ "code": "1111" })).await;
        assert_eq!(refused.refusal(), (403, "ROLE_MISSING"), "{action}");
    }
}
