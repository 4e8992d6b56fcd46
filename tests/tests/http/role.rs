//! Who gets in: every operation of the server, called by everybody.

use axum::body::Body;
use http::{Request, header};
use kredo_domain::identity::Role;
use kredo_tests::api::{Answered, Api};
use serde_json::{Value, json};

/// Nothing and nobody has this guid.
const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";

/// Who may call what stands under an address, perhaps with one method alone; the first that fits
/// decides. An operation that stands under none has no place yet, and fails the test.
const DOORS: &[(&str, &[Role])] = &[
    ("DELETE /crs/internal/v1/customers/{customerGuid}/personal-data", &[Role::Admin]),
    ("/auth", ANYBODY),
    ("/health/", ANYBODY),
    ("/.well-known/", ANYBODY),
    ("/openapi.json", ANYBODY),
    ("/utt/api/v1/execute", STAFF),
    ("/crs/internal/", STAFF),
    ("/ids/internal/", STAFF),
    ("/pfs/internal/", STAFF),
    ("/crs/api/", &[Role::Client]),
    ("/pfs/partner/", &[Role::Partner]),
];

const ANYBODY: &[Role] = &[];
const STAFF: &[Role] = &[Role::Employee, Role::Admin, Role::Service];

/// Methods and addresses of all operations.
async fn operations(api: &Api) -> Vec<(String, String)> {
    let document = api.get("/openapi.json").await.json;
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let methods = item.as_object().unwrap().keys().filter(|key| *key != "parameters");
        methods.map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

/// Calls an operation about nothing.
async fn call(api: &Api, method: &str, path: &str, token: Option<&str>) -> Answered {
    let mut uri = path.to_owned();
    while let (Some(from), Some(to)) = (uri.find('{'), uri.find('}')) {
        uri.replace_range(from..=to, NOBODY);
    }
    let mut request = Request::builder().method(method).uri(uri);
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let body = match method {
        "GET" | "DELETE" => Body::empty(),
        _ => {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from("{}")
        }
    };
    api.send(request.body(body).unwrap()).await
}

#[tokio::test]
async fn every_operation_lets_in_whom_it_is_for_and_nobody_else() {
    let api = Api::start().await;
    let mut callers = vec![(Role::Client, api.client_token("79010000001").await)];
    for (name, role) in [
        ("shop", Role::Partner),
        ("anna", Role::Employee),
        ("boss", Role::Admin),
        ("system", Role::Service),
    ] {
        callers.push((role, api.token(name, role).await));
    }
    let operations = operations(&api).await;
    assert!(operations.len() > 50, "{operations:?}");
    for (method, path) in operations {
        let called = format!("{method} {path}");
        let stands = |under: &str| path.starts_with(under) || called.starts_with(under);
        let door = DOORS.iter().find(|(under, _)| stands(under));
        let (_, let_in) = door.unwrap_or_else(|| unreachable!("{path}: say who may call it"));
        let nobody = call(&api, &method, &path, None).await;
        if let_in.is_empty() {
            assert_ne!(nobody.refusal(), (401, "TOKEN_MISSING"), "{method} {path}");
            continue;
        }
        assert_eq!(nobody.refusal(), (401, "TOKEN_MISSING"), "{method} {path}");
        for (role, token) in &callers {
            let answered = call(&api, &method, &path, Some(token)).await;
            let is_in = ![401, 403].contains(&answered.status.as_u16());
            assert_eq!(is_in, let_in.contains(role), "{method} {path} as {role:?}: {answered:?}");
            if !is_in {
                assert_eq!(answered.refusal(), (403, "ROLE_MISSING"), "{method} {path} {role:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_one_partners_is_not_there_for_another() {
    let api = Api::start().await;
    let (own, other) =
        (api.token("shop", Role::Partner).await, api.token("rival", Role::Partner).await);
    let body: Value = serde_json::from_str(include_str!("../../data/demo/create.json")).unwrap();
    let created = api.post("/pfs/partner/api/v1/applications/create", &own, &body).await;
    let guid = created.json["application_guid"].as_str().unwrap();
    api.settle().await;
    let bodies = [
        ("send_otp", json!({})),
        ("sign", json!({ "code": "1111" })),
        ("confirm", json!({ "confirm_date": "2024-11-22" })),
        ("cancel", json!({ "reason": "no" })),
        ("upload_file", json!({ "file_type": "PHOTO", "format": "jpeg", "content": "AA==" })),
    ];
    let at = |action: &str| format!("/pfs/partner/api/v1/applications/{guid}/{action}");
    let hidden = (404, "LOAN_APPLICATION_NOT_FOUND");
    assert_eq!(api.with_token("GET", &at("status"), &other).await.refusal(), hidden);
    for (action, body) in bodies {
        let refused = api.post(&at(action), &other, &body).await;
        assert_eq!(refused.refusal(), hidden, "{action}");
    }
    assert_eq!(api.with_token("GET", &at("status"), &own).await.status, 200);
}

#[tokio::test]
async fn a_client_sees_itself_whoever_it_says_it_is() {
    let api = Api::start().await;
    let mut seen = Vec::new();
    for phone in ["79010000001", "79010000002"] {
        let token = api.client_token(phone).await;
        let request = Request::get("/crs/api/v1/customers")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header("X-customer-guid", NOBODY)
            .body(Body::empty());
        let record = api.send(request.unwrap()).await;
        assert_eq!(record.status, 200, "{record:?}");
        seen.push(record.json["guid"].clone());
    }
    assert_ne!(seen[0], seen[1]);
    assert!(!seen.contains(&json!(NOBODY)));
}
