//! Clients are let in by phone and code.

mod outside;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chrono::TimeDelta;
use kredo_application::ports::Clock;
use kredo_domain::{customer::Login, identity::Role};
use kredo_tests::{
    api::{Answered, Api, TOKEN_LIFETIME, World},
    backend::{Backend, Memory, Postgres, Sqlite},
};
use serde_json::{Value, json};

const PHONE: &str = "79010000001";
const DEVICE: &str = "0193507c-7c00-7000-8000-000000000001";

async fn ask(api: &Api, phone: &str) -> Answered {
    api.from_device("/auth/code", DEVICE, &[("phone_number", phone)]).await
}

fn form<'a>(phone: &'a str, code: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("grant_type", "password"),
        ("client_id", "mobile"),
        ("phone_number", phone),
        ("code", code),
    ]
}

async fn enter(api: &Api, phone: &str, code: &str) -> Answered {
    api.from_device("/auth", DEVICE, &form(phone, code)).await
}

/// Codes that were sent to a phone, oldest first.
async fn codes(api: &Api, phone: &str) -> Vec<String> {
    let code = |text: String| text.split(' ').next().unwrap().to_owned();
    api.messages(phone).await.into_iter().map(code).collect()
}

async fn sent_code(api: &Api, phone: &str) -> String {
    let asked = ask(api, phone).await;
    assert_eq!(asked.status, 200, "{asked:?}");
    codes(api, phone).await.pop().unwrap()
}

/// Another code than this one.
fn wrong(code: &str) -> String {
    code.bytes().map(|digit| char::from(b'0' + (digit - b'0' + 1) % 10)).collect()
}

fn pass(api: &Api, seconds: i64) {
    api.clock.set(api.clock.now() + TimeDelta::seconds(seconds));
}

fn claims(answered: &Answered) -> Value {
    assert_eq!(answered.status, 200, "{answered:?}");
    let token = answered.json["access_token"].as_str().unwrap();
    serde_json::from_slice(&BASE64.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap()
}

async fn customer(api: &Api, phone: &str) -> Option<String> {
    let mut unit = api.store().reader().await.unwrap();
    let login = Login::try_new(phone).unwrap();
    unit.customers().by_login(&login).await.unwrap().map(|found| found.value.id().to_string())
}

async fn lets_in(api: &Api) {
    let asked = ask(api, "+7 (901) 000-00-01").await;
    assert_eq!(asked.json, json!({ "expires_in": 300, "resend_after": 60 }));
    let text = api.messages(PHONE).await.pop().unwrap();
    assert!(text.contains("код для входа"), "{text}");
    assert_eq!(customer(api, PHONE).await, None, "asking registers nobody");
    let code = codes(api, PHONE).await.pop().unwrap();
    let answered = enter(api, "8 901 000 00 01", &code).await;
    assert_eq!(answered.json["token_type"], "Bearer");
    assert_eq!(answered.json["expires_in"], TOKEN_LIFETIME);
    let claims = claims(&answered);
    assert_eq!(claims["sub"], json!(customer(api, PHONE).await.unwrap()));
    assert_eq!((&claims["azp"], &claims["roles"]), (&json!("mobile"), &json!(["client"])));
    let again = sent_code(api, PHONE).await;
    let second = self::claims(&enter(api, PHONE, &again).await);
    assert_eq!((second["sub"] == claims["sub"], second["jti"] == claims["jti"]), (true, false));
}

/// What happens at once happens once.
async fn keeps_parallel_calls_apart(api: &Api) {
    let (one, two) = tokio::join!(ask(api, PHONE), ask(api, PHONE));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (200, 200));
    let sent = codes(api, PHONE).await;
    assert_eq!(sent.len(), 1, "two challenges would double the guesses");
    let (one, two) = tokio::join!(enter(api, PHONE, &sent[0]), enter(api, PHONE, &sent[0]));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "a code lets in once");
}

macro_rules! on_every_store {
    ($($store:ident: $backend:ty),+) => { $(
        mod $store {
            use super::*;

            #[tokio::test]
            async fn a_client_is_registered_at_its_first_token_and_known_again_at_the_next() {
                let backend = <$backend>::start().await;
                let api = Api::on_store(backend.store(), &World::default(), |table| table).await;
                lets_in(&api).await;
            }

            #[tokio::test]
            async fn parallel_calls_send_one_code_and_let_in_once() {
                let backend = <$backend>::start().await;
                let api = Api::on_store(backend.store(), &World::default(), |table| table).await;
                keeps_parallel_calls_apart(&api).await;
            }
        }
    )+ };
}
on_every_store!(memory: Memory, sqlite: Sqlite, postgres: Postgres);

#[tokio::test]
async fn a_wrong_code_counts_and_after_the_last_try_the_right_one_is_refused() {
    let api = Api::start().await;
    let code = sent_code(&api, PHONE).await;
    for left in [2, 1, 0] {
        let answered = enter(&api, PHONE, &wrong(&code)).await;
        assert_eq!(answered.refusal(), (400, "OTP_INVALID"));
        assert_eq!(answered.json["error"], "invalid_grant");
        let told = answered.json["error_description"].as_str().unwrap();
        assert!(told.contains(&format!("{left} attempts")), "{told}");
    }
    let answered = enter(&api, PHONE, &code).await;
    assert_eq!(answered.refusal(), (409, "OTP_ATTEMPTS_EXCEEDED"));
    assert_eq!(answered.json["error"], "invalid_grant");
    assert_eq!(customer(&api, PHONE).await, None);
}

#[tokio::test]
async fn a_phone_that_asked_for_nothing_is_refused_as_a_wrong_code_is() {
    let api = Api::start().await;
    let code = sent_code(&api, PHONE).await;
    let mut known = enter(&api, PHONE, &wrong(&code)).await;
    let mut unknown = enter(&api, "79010000002", &code).await;
    assert_eq!(unknown.refusal(), (400, "OTP_INVALID"), "another phone's code");
    known.json["traceId"].take();
    unknown.json["traceId"].take();
    assert_eq!(known.json, unknown.json);
    assert_eq!(enter(&api, PHONE, &code).await.status, 200);
}

#[tokio::test]
async fn a_code_ends_after_its_time() {
    let api = Api::start().await;
    let code = sent_code(&api, PHONE).await;
    pass(&api, 300);
    let answered = enter(&api, PHONE, &code).await;
    assert_eq!(answered.refusal(), (409, "OTP_EXPIRED"));
    assert_eq!(answered.json["error"], "invalid_grant");
    pass(&api, -1);
    assert_eq!(enter(&api, PHONE, &code).await.status, 200);
}

#[tokio::test]
async fn a_code_lets_in_once_and_the_next_one_comes_at_once() {
    let api = Api::start().await;
    let code = sent_code(&api, PHONE).await;
    assert_eq!(enter(&api, PHONE, &code).await.status, 200);
    assert_eq!(enter(&api, PHONE, &code).await.refusal(), (409, "OTP_ALREADY_USED"));
    let next = sent_code(&api, PHONE).await;
    assert_eq!(codes(&api, PHONE).await.len(), 2);
    assert_eq!(enter(&api, PHONE, &next).await.status, 200);
}

#[tokio::test]
async fn further_codes_come_after_a_pause_and_are_few_until_the_phone_has_rested() {
    let api = Api::start().await;
    ask(&api, PHONE).await;
    for sent in 1..=4 {
        pass(&api, 59);
        assert_eq!(ask(&api, PHONE).await.status, 200);
        assert_eq!(codes(&api, PHONE).await.len(), sent, "within the pause nothing is sent");
        pass(&api, 1);
        let answered = ask(&api, PHONE).await;
        let expected = if sent == 4 { (409, "OTP_LIMIT_EXCEEDED") } else { (200, "") };
        assert_eq!(answered.refusal(), expected);
    }
    let all = codes(&api, PHONE).await;
    assert_eq!(all.len(), 4);
    if all[2] != all[3] {
        assert_eq!(enter(&api, PHONE, &all[2]).await.refusal(), (400, "OTP_INVALID"));
    }
    // The last code was sent a minute ago, holds five, and rests for an hour.
    pass(&api, 4 * 60 + 3600 - 1);
    assert_eq!(ask(&api, PHONE).await.refusal(), (409, "OTP_LIMIT_EXCEEDED"));
    pass(&api, 1);
    let fresh = sent_code(&api, PHONE).await;
    assert_eq!(codes(&api, PHONE).await.len(), 5);
    assert_eq!(enter(&api, PHONE, &fresh).await.status, 200);
}

#[tokio::test]
async fn a_phone_with_a_fixed_code_gets_that_one() {
    let api = Api::start().await;
    api.fix_code(PHONE, "1111").await;
    assert_eq!(sent_code(&api, PHONE).await, "1111");
    pass(&api, 60);
    assert_eq!(sent_code(&api, PHONE).await, "1111");
    assert_eq!(enter(&api, PHONE, "1111").await.status, 200);
}

#[tokio::test]
async fn a_clients_token_opens_nothing_of_the_partners_or_the_lenders() {
    let api = Api::start().await;
    let code = sent_code(&api, PHONE).await;
    let answered = enter(&api, PHONE, &code).await;
    let token = answered.json["access_token"].as_str().unwrap();
    let status = "/pfs/partner/api/v1/applications/b17f77dc-53e4-4205-bff7-7150b3b6ea54/status";
    let refused = api.with_token("GET", status, token).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
    let refused = api.execute(token, "CustomerActivity#getByLogin", json!([PHONE])).await;
    assert_eq!(refused.refusal(), (403, "ROLE_MISSING"));
}

#[tokio::test]
async fn an_application_with_a_secret_proves_it_and_costs_no_try_where_it_does_not() {
    let api = Api::start().await;
    let secret = api.account("mobile", Role::Service).await;
    let code = sent_code(&api, PHONE).await;
    for _ in 0..4 {
        let refused = enter(&api, PHONE, &code).await;
        assert_eq!(refused.refusal(), (401, "CREDENTIALS_INVALID"));
        assert_eq!(refused.json["error"], "invalid_client");
    }
    let mut proved = form(PHONE, &code);
    proved.push(("client_secret", secret.as_str()));
    assert_eq!(api.from_device("/auth", DEVICE, &proved).await.status, 200);
}

#[tokio::test]
async fn what_is_missing_or_cannot_be_is_named() {
    let api = Api::start().await;
    for path in ["/auth", "/auth/code"] {
        let bare = api.form(path, &form(PHONE, "1111")).await;
        assert_eq!((bare.status.as_u16(), bare.faults()), (400, vec!["X-Device-Id"]), "{path}");
        let odd = api.from_device(path, "phone", &form(PHONE, "1111")).await;
        assert_eq!((odd.status.as_u16(), odd.faults()), (400, vec!["X-Device-Id"]), "{path}");
        for phone in ["12", "string", "+7 901", "", "7901000000123"] {
            let odd = api.from_device(path, DEVICE, &form(phone, "1111")).await;
            assert_eq!((odd.status.as_u16(), odd.faults()), (400, vec!["phone_number"]), "{phone}");
        }
        let nothing = api.from_device(path, DEVICE, &[]).await;
        assert!(nothing.faults().contains(&"phone_number"), "{nothing:?}");
    }
    let bare = api.form("/auth", &form(PHONE, "1111")).await;
    assert_eq!(bare.json["error"], "invalid_request");
    for manuals in ["7901000001", "790100002002"] {
        assert_eq!(ask(&api, manuals).await.status, 200, "{manuals}");
    }
}
