mod server;
mod tls;

pub(crate) use server::{Reply, Server};

use super::*;
use kredo_application::outside::{CallKey, OutsideError};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{error::Error, time::Duration};
use uuid::Uuid;

pub(crate) fn key() -> CallKey {
    CallKey::of_step(Uuid::from_u128(5), 12)
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Done {
    id: String,
}

async fn act(settings: &HttpSettings) -> Result<Done, OutsideError> {
    let exchange = Exchange::new("the system", settings).unwrap();
    exchange.act("orders", key().as_str(), &json!({"phone": "79010000001"})).await
}

async fn ask(settings: &HttpSettings) -> Result<Option<Done>, OutsideError> {
    Exchange::new("the system", settings).unwrap().ask("orders", &key()).await
}

/// What a caller reads in a log: the error and all its causes.
fn told(fault: &OutsideError) -> String {
    let mut told = format!("{fault} {fault:?}");
    let mut cause = fault.source();
    while let Some(fault) = cause {
        told = format!("{told} {fault}");
        cause = fault.source();
    }
    told
}

fn kind<A>(answer: &Result<A, OutsideError>) -> &'static str {
    match answer {
        Ok(_) => "done",
        Err(OutsideError::Refused { .. }) => "refused",
        Err(OutsideError::Unavailable { .. }) => "unavailable",
        Err(OutsideError::Unknown { .. }) => "unknown",
    }
}

/// What a request that acts and a question make of a reply.
async fn kinds(server: Server) -> (&'static str, &'static str) {
    let settings = server.settings();
    (kind(&act(&settings).await), kind(&ask(&settings).await))
}

#[tokio::test]
async fn statuses_are_sorted_by_what_the_other_side_may_have_done() {
    for (status, acted, asked) in [
        (200, "done", "done"),
        (201, "done", "done"),
        (202, "done", "done"),
        (400, "refused", "refused"),
        (401, "refused", "refused"),
        (403, "refused", "refused"),
        (404, "refused", "refused"),
        (422, "refused", "refused"),
        (408, "unavailable", "unavailable"),
        (425, "unavailable", "unavailable"),
        (429, "unavailable", "unavailable"),
        (409, "unknown", "unavailable"),
        (302, "unknown", "unavailable"),
        (304, "unknown", "unavailable"),
        (500, "unknown", "unavailable"),
        (502, "unknown", "unavailable"),
        (503, "unknown", "unavailable"),
        (504, "unknown", "unavailable"),
    ] {
        let server = Server::replying(Reply::json(status, &json!({"id": "a"}))).await;
        assert_eq!(kinds(server).await, (acted, asked), "{status}");
    }
}

#[tokio::test]
async fn a_busy_system_that_says_when_to_come_again_did_nothing() {
    for status in [429, 503] {
        for when in ["120", "Fri, 22 Nov 2024 10:00:00 GMT"] {
            let reply = Reply::text(status, "").with_header("retry-after", when);
            let fault = act(&Server::replying(reply).await.settings()).await;
            assert_eq!(kind(&fault), "unavailable", "{status}");
            assert!(told(&fault.unwrap_err()).contains(when), "{status} {when}");
        }
    }
    let reply = Reply::text(503, "").with_header("retry-after", "<79010000001>");
    assert_eq!(kinds(Server::replying(reply).await).await, ("unknown", "unavailable"));
}

#[tokio::test]
async fn a_body_that_is_not_the_promised_one_leaves_the_outcome_unknown() {
    for body in ["", "{", "null", "[]", "<html>", r#"{"id": 7}"#, r#"{"ID": "a"}"#] {
        let server = Server::replying(Reply::text(200, body)).await;
        assert_eq!(kinds(server).await, ("unknown", "unavailable"), "{body}");
    }
    let long = format!(r#"{{"id": "{}"}}"#, "a".repeat(1024 * 1024));
    let server = Server::replying(Reply::text(200, &long)).await;
    assert_eq!(kinds(server).await, ("unknown", "unavailable"));
}

#[tokio::test]
async fn a_system_that_is_not_there_did_nothing() {
    let server = Server::replying(Reply::text(200, "")).await;
    let settings = server.settings();
    drop(server);
    let acted = act(&settings).await;
    assert_eq!((kind(&acted), kind(&ask(&settings).await)), ("unavailable", "unavailable"));
}

#[tokio::test]
async fn a_connection_that_takes_too_long_did_nothing() {
    // An address of TEST-NET-1 (RFC 5737): nobody answers there, or the network says so at once.
    let settings = HttpSettings {
        connect_timeout_ms: 100,
        url: "http://192.0.2.1".to_owned(),
        ..Server::settings_of("http://unused")
    };
    assert_eq!(kind(&act(&settings).await), "unavailable");
}

#[tokio::test]
async fn a_time_out_after_sending_leaves_the_outcome_unknown() {
    let reply = Reply::json(200, &json!({"id": "a"})).after(Duration::from_secs(20));
    let server = Server::replying(reply).await;
    let settings = HttpSettings { timeout_ms: 200, ..server.settings() };
    assert_eq!(kind(&act(&settings).await), "unknown");
    assert_eq!(server.requests().len(), 1);
    assert_eq!(kind(&ask(&settings).await), "unavailable");
}

#[tokio::test]
async fn a_connection_that_breaks_after_sending_leaves_the_outcome_unknown() {
    for raw in [
        "",
        "no HTTP at all\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\": \"a\"}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
    ] {
        let server = Server::raw(raw).await;
        assert_eq!(kinds(server).await, ("unknown", "unavailable"), "{raw}");
    }
}

/// What comes after an answer belongs to nobody: it is not taken for the answer to the next request.
#[tokio::test]
async fn a_system_that_answers_twice_is_heard_once() {
    let twice = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"a\"}\
                 HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"b\"}";
    let server = Server::stalling(twice).await;
    let exchange = Exchange::new("the system", &server.settings()).unwrap();
    for n in 0..3 {
        let heard: Done = exchange.act("orders", &format!("k-{n}"), &json!({})).await.unwrap();
        assert_eq!(heard.id, "a", "request {n}");
    }
}

#[tokio::test]
async fn a_body_that_never_ends_leaves_the_outcome_unknown() {
    let server = Server::stalling("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{").await;
    let settings = HttpSettings { timeout_ms: 200, ..server.settings() };
    assert_eq!(kind(&act(&settings).await), "unknown");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Server::replying(Reply::json(200, &json!({"id": "a"}))).await;
    for status in [301, 302, 303, 307, 308] {
        let reply = Reply::text(status, "").with_header("location", &elsewhere.settings().url);
        assert_eq!(kind(&act(&Server::replying(reply).await.settings()).await), "unknown");
    }
    assert_eq!(elsewhere.requests().len(), 0);
}

#[tokio::test]
async fn a_refusal_brings_the_code_and_nothing_else_of_the_body() {
    async fn reason(reply: Reply) -> String {
        match act(&Server::replying(reply).await.settings()).await {
            Err(OutsideError::Refused { reason, .. }) => reason,
            other => panic!("{other:?}"),
        }
    }
    let body = json!({"code": "LIMIT_REACHED", "message": "for 79010000001"});
    assert_eq!(reason(Reply::json(422, &body)).await, "LIMIT_REACHED");
    let codes: [Value; 6] = [
        json!("79010000001"),
        json!("for Зайцев"),
        json!("A".repeat(65)),
        json!(""),
        json!("lower"),
        json!(7),
    ];
    for code in codes {
        let told = reason(Reply::json(422, &json!({"code": code}))).await;
        assert_eq!(told, "it answered 422 Unprocessable Entity", "{code}");
    }
    let none = reason(Reply::text(400, "Зайцев")).await;
    assert_eq!(none, "it answered 400 Bad Request");
}

#[tokio::test]
async fn every_request_carries_the_token_and_says_what_it_is() {
    let server = Server::replying(Reply::json(200, &json!({"id": "a"}))).await;
    let settings = HttpSettings { token: Some("secret".into()), ..server.settings() };
    act(&settings).await.unwrap();
    ask(&settings).await.unwrap();
    let [acted, asked] = &server.requests()[..] else { panic!("two requests") };
    for request in [acted, asked] {
        assert_eq!(request.header("authorization"), Some("Bearer secret"));
        assert_eq!(request.header("accept"), Some("application/json"));
        assert!(request.header("user-agent").unwrap().starts_with("kredo/"));
    }
    assert_eq!(acted.header("content-type"), Some("application/json"));
    assert_eq!(acted.header("idempotency-key"), Some(key().as_str()));
    assert_eq!(asked.header("idempotency-key"), None);
}

#[tokio::test]
async fn no_fault_shows_a_token_a_key_or_a_body() {
    let late = Reply::text(200, "").after(Duration::from_secs(20));
    let gone = Server::replying(Reply::text(200, "")).await.settings();
    let servers = [
        Server::replying(Reply::text(200, r#"{"id": "79010000001""#)).await,
        Server::replying(Reply::text(200, r#""79010000001""#)).await,
        Server::replying(Reply::text(500, "79010000001")).await,
        Server::replying(Reply::json(400, &json!({"code": "79010000001"}))).await,
        Server::replying(late).await,
        Server::raw("").await,
    ];
    let settings = servers.iter().map(Server::settings).chain([gone]);
    for settings in settings {
        let token = Some("secret".into());
        let settings = HttpSettings { timeout_ms: 200, token, ..settings };
        let told = told(&act(&settings).await.unwrap_err());
        for hidden in ["79010000001", "secret", "/base", key().as_str()] {
            assert!(!told.contains(hidden), "{hidden}: {told}");
        }
    }
}
