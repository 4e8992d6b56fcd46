use axum::body::Body;
use http::{Request, header};
use kredo_domain::identity::Role;
use kredo_tests::api::{Answered, Api};
use serde_json::json;

const EXECUTE: &str = "/utt/api/v1/execute";

async fn send(api: &Api, token: &str, media_type: Option<&str>, body: Vec<u8>) -> Answered {
    let mut request =
        Request::post(EXECUTE).header(header::AUTHORIZATION, format!("Bearer {token}"));
    if let Some(media_type) = media_type {
        request = request.header(header::CONTENT_TYPE, media_type);
    }
    api.send(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn only_json_in_utf8_is_read() {
    let api = Api::start().await;
    let token = api.token("anna", Role::Employee).await;
    for media_type in [
        None,
        Some("text/plain"),
        Some("application/json; charset=windows-1251"),
        Some("application/x-www-form-urlencoded"),
    ] {
        let answered = send(&api, &token, media_type, b"{}".to_vec()).await;
        assert_eq!(answered.refusal(), (415, "MEDIA_TYPE_UNSUPPORTED"), "{media_type:?}");
    }
    for media_type in ["application/json", "Application/JSON; charset=\"UTF-8\""] {
        let answered = send(&api, &token, Some(media_type), b"{}".to_vec()).await;
        assert_eq!(answered.faults(), ["activity", "workflow"], "{media_type}");
    }
}

#[tokio::test]
async fn what_is_no_json_is_refused_with_its_place() {
    let api = Api::start().await;
    let token = api.token("anna", Role::Employee).await;
    let deep = "[".repeat(100_000).into_bytes();
    let not_utf8 = b"{\"a\": \"\xff\"}".to_vec();
    for body in [Vec::new(), b"{\n  \"a\": }".to_vec(), b"{} {}".to_vec(), deep, not_utf8] {
        let answered = send(&api, &token, Some("application/json"), body).await;
        assert_eq!(answered.refusal(), (400, "BODY_INVALID"));
        let message = answered.json["message"].as_str().unwrap();
        assert!(message.contains("line"), "{message}");
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let api = Api::start().await;
    let token = api.token("anna", Role::Employee).await;
    let body = vec![b' '; 1024 * 1024 + 1];
    let answered = send(&api, &token, Some("application/json"), body).await;
    assert_eq!(answered.refusal(), (413, "BODY_TOO_LARGE"));
}

#[tokio::test]
async fn a_character_that_no_store_keeps_is_refused_wherever_it_stands() {
    let api = Api::start().await;
    let token = api.token("anna", Role::Employee).await;
    let guid = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";
    let nul = json!([{"guid": guid, "firstName": "a\0", "additionalData": {"x": [{"y": "\0"}]}}]);
    let answered = api.execute(&token, "CustomerActivity#patch", nul).await;
    assert_eq!(answered.refusal(), (400, "ARGUMENT_INVALID"));
    let faults = answered.faults();
    assert!(faults.contains(&"activity.args[0].firstName"), "{faults:?}");
    assert!(faults.contains(&"activity.args[0].additionalData.x[0].y"), "{faults:?}");
}
