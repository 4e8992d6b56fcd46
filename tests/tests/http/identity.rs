use chrono::TimeDelta;
use kredo_application::ports::Clock;
use kredo_domain::identity::Role;
use kredo_tests::api::{Api, TOKEN_LIFETIME};
use serde_json::json;

const PARTNERS: &str = "/auth/partners";
const EMPLOYEES: &str = "/auth/employees";

fn credentials<'a>(name: &'a str, secret: &'a str) -> [(&'static str, &'a str); 3] {
    [("grant_type", "client_credentials"), ("client_id", name), ("client_secret", secret)]
}

fn password<'a>(name: &'a str, secret: &'a str) -> [(&'static str, &'a str); 4] {
    [("grant_type", "password"), ("client_id", "demo"), ("username", name), ("password", secret)]
}

#[tokio::test]
async fn a_partner_and_a_service_get_tokens_for_their_secrets() {
    let api = Api::start().await;
    for (name, role) in [("shop", Role::Partner), ("billing", Role::Service)] {
        let secret = api.account(name, role).await;
        let answered = api.form(PARTNERS, &credentials(name, &secret)).await;
        assert_eq!(answered.status, 200, "{answered:?}");
        assert_eq!(answered.json["token_type"], "Bearer");
        assert_eq!(answered.json["expires_in"], TOKEN_LIFETIME);
    }
}

#[tokio::test]
async fn wrong_secrets_and_unknown_names_get_one_and_the_same_refusal() {
    let api = Api::start().await;
    let secret = api.account("shop", Role::Partner).await;
    let employee = api.account("anna", Role::Employee).await;
    for form in [
        credentials("shop", "wrong"),
        credentials("shop", ""),
        credentials("nobody", &secret),
        credentials("no body", &secret),
        credentials("anna", &employee),
    ] {
        let answered = api.form(PARTNERS, &form).await;
        assert_eq!(answered.refusal(), (401, "CREDENTIALS_INVALID"), "{form:?}");
        assert_eq!(answered.json["error"], "invalid_client");
        assert_eq!(answered.json["message"], answered.json["error_description"]);
        assert_eq!(answered.headers["www-authenticate"], "Bearer");
    }
    let answered = api.form(EMPLOYEES, &password("shop", &secret)).await;
    assert_eq!(answered.refusal(), (401, "CREDENTIALS_INVALID"), "a partner is no employee");
}

#[tokio::test]
async fn an_employee_may_use_a_public_application_and_not_pass_as_a_private_one() {
    let api = Api::start().await;
    let secret = api.account("anna", Role::Employee).await;
    let private = api.account("crm", Role::Service).await;
    let log_in = async |application: &str, own: Option<&str>| {
        let mut form = password("anna", &secret).to_vec();
        form[1].1 = application;
        form.extend(own.map(|own| ("client_secret", own)));
        api.form(EMPLOYEES, &form).await.status.as_u16()
    };
    assert_eq!(log_in("demo", None).await, 200);
    assert_eq!(log_in("crm", Some(&private)).await, 200);
    assert_eq!(log_in("crm", None).await, 401);
    assert_eq!(log_in("crm", Some("wrong")).await, 401);
    assert_eq!(log_in("demo", Some(&private)).await, 401);
    api.account("shop", Role::Partner).await;
    assert_eq!(log_in("shop", None).await, 200, "a partner's account is no application");
}

#[tokio::test]
async fn a_form_with_several_faults_is_told_all_of_them() {
    let api = Api::start().await;
    let answered = api.form(PARTNERS, &[("grant_type", "password"), ("client_id", "a")]).await;
    assert_eq!(answered.refusal(), (400, "ARGUMENT_INVALID"));
    assert_eq!(answered.faults(), ["client_secret", "grant_type"]);
    assert_eq!(answered.json["error"], "invalid_request");
    let twice = [("client_id", "a"), ("client_id", "b")];
    let answered = api.form(PARTNERS, &twice).await;
    assert_eq!(
        (answered.refusal(), answered.faults()),
        ((400, "ARGUMENT_INVALID"), vec!["client_id"])
    );
}

#[tokio::test]
async fn a_token_holds_until_its_last_second() {
    let api = Api::start().await;
    let token = api.token("anna", Role::Employee).await;
    let begun = api.clock.now();
    let find = async || {
        let answered = api.execute(&token, "CustomerActivity#getById", json!([1])).await;
        (answered.status.as_u16(), answered.code().to_owned())
    };
    api.clock.set(begun + TimeDelta::seconds(TOKEN_LIFETIME - 1));
    assert_eq!(find().await, (404, "CUSTOMER_NOT_FOUND".to_owned()));
    api.clock.set(begun + TimeDelta::seconds(TOKEN_LIFETIME));
    assert_eq!(find().await, (401, "TOKEN_INVALID".to_owned()));
}

#[tokio::test]
async fn only_the_lenders_people_and_systems_run_activities() {
    let api = Api::start().await;
    for (name, role, status) in [
        ("anna", Role::Employee, 404),
        ("boris", Role::Admin, 404),
        ("crm", Role::Service, 404),
        ("shop", Role::Partner, 403),
    ] {
        let token = api.token(name, role).await;
        let answered = api.execute(&token, "CustomerActivity#getById", json!([1])).await;
        assert_eq!(answered.status, status, "{role}: {answered:?}");
    }
    let answered = api.execute("garbage", "CustomerActivity#getById", json!([1])).await;
    assert_eq!(answered.refusal(), (401, "TOKEN_INVALID"));
}

#[tokio::test]
async fn the_key_set_is_public_and_holds_no_private_half() {
    let api = Api::start().await;
    let answered = api.get("/.well-known/jwks.json").await;
    let key = &answered.json["keys"][0];
    assert_eq!((&key["kty"], &key["crv"]), (&json!("OKP"), &json!("Ed25519")));
    assert!(key["x"].is_string() && key["d"].is_null(), "{key}");
}
