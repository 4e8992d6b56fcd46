//! Storages that answer as no good one does.

use super::*;
use crate::http::tests::{Reply, Server};
use std::time::{Duration, Instant};

/// What becomes of a write, a question and a deletion.
async fn kinds(server: &Server, timeout_ms: u64) -> [&'static str; 3] {
    let files = files_of(server, timeout_ms);
    let kept = file(1, b"a");
    [
        kind(&files.put(kept, b"a".to_vec()).await),
        kind(&files.get(kept).await),
        kind(&files.delete(kept.id).await),
    ]
}

fn files_of(server: &Server, timeout_ms: u64) -> S3Files {
    S3Files::connect(&S3Settings { timeout_ms, ..settings_of(server) }).unwrap()
}

fn settings_of(server: &Server) -> S3Settings {
    S3Settings {
        bucket: "kredo".to_owned(),
        region: "eu-central-1".to_owned(),
        endpoint: Some(server.settings().url),
        prefix: None,
        access_key_id: "AKIAID".into(),
        secret_access_key: "hunter2".into(),
        ca_file: None,
        connect_timeout_ms: 3_000,
        timeout_ms: 10_000,
    }
}

fn kind<A>(answer: &Result<A, OutsideError>) -> &'static str {
    match answer {
        Ok(_) => "done",
        Err(OutsideError::Refused { .. }) => "refused",
        Err(OutsideError::Unavailable { .. }) => "unavailable",
        Err(OutsideError::Unknown { .. }) => "unknown",
    }
}

fn document(code: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Error><Code>{code}</Code><AWSAccessKeyId>AKIAID</AWSAccessKeyId>\
         <StringToSign>confidential</StringToSign></Error>"
    )
}

#[tokio::test]
async fn statuses_are_sorted_by_what_the_storage_may_have_done() {
    const UNAVAILABLE: [&str; 3] = ["unavailable"; 3];
    const UNKNOWN: [&str; 3] = ["unknown", "unavailable", "unavailable"];
    for (status, code, expected) in [
        (301, "PermanentRedirect", UNAVAILABLE),
        (400, "BadDigest", UNAVAILABLE),
        (401, "", UNAVAILABLE),
        (403, "AccessDenied", UNAVAILABLE),
        (403, "SignatureDoesNotMatch", UNAVAILABLE),
        (404, "NoSuchBucket", UNAVAILABLE),
        (408, "", UNAVAILABLE),
        (409, "ConditionalRequestConflict", UNAVAILABLE),
        (429, "", UNAVAILABLE),
        (501, "NotImplemented", UNAVAILABLE),
        (503, "SlowDown", UNAVAILABLE),
        (500, "InternalError", UNKNOWN),
        (502, "", UNKNOWN),
        (503, "", UNKNOWN),
        (504, "", UNKNOWN),
    ] {
        let server = Server::replying(Reply::text(status, &document(code))).await;
        assert_eq!(kinds(&server, 10_000).await, expected, "{status} {code}");
    }
}

#[tokio::test]
async fn a_refusal_says_what_to_do_and_shows_nothing_else() {
    for (status, code, advice) in [
        (403, "AccessDenied", "allowed to put, get and delete objects and to list"),
        (403, "InvalidAccessKeyId", "check the id of the access key"),
        (403, "RequestTimeTooSkewed", "clock"),
        (404, "NoSuchBucket", "make the bucket"),
        (301, "PermanentRedirect", "region"),
        (501, "NotImplemented", "If-None-Match"),
    ] {
        let server = Server::replying(Reply::text(status, &document(code))).await;
        let fault = files_of(&server, 10_000).put(file(1, b"a"), b"a".to_vec()).await.unwrap_err();
        let told = told(&fault);
        assert!(told.contains(advice) && told.contains(code), "{told}");
        for secret in ["AKIAID", "confidential", "hunter2"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
}

#[tokio::test]
async fn what_looks_like_no_code_is_not_repeated() {
    let server = Server::replying(Reply::text(403, &document("Ivan Petrov"))).await;
    let fault = files_of(&server, 10_000).get(file(1, b"a")).await.unwrap_err();
    assert!(!told(&fault).contains("Ivan"), "{fault:?}");
}

#[tokio::test]
async fn a_busy_storage_is_asked_twice_more_and_a_write_that_may_be_done_is_not_repeated() {
    for (status, code, times) in
        [(503, "SlowDown", 3), (409, "OperationAborted", 3), (500, "", 1), (403, "", 1)]
    {
        let server = Server::replying(Reply::text(status, &document(code))).await;
        let _refused = files_of(&server, 10_000).put(file(1, b"a"), b"a".to_vec()).await;
        assert_eq!(server.requests().len(), times, "{status}");
    }
    let server = Server::replying(Reply::text(500, "")).await;
    let _refused = files_of(&server, 10_000).get(file(1, b"a")).await;
    assert_eq!(server.requests().len(), 3, "a question is");
}

#[tokio::test]
async fn a_write_is_conditional_and_carries_its_checksum() {
    let server = Server::replying(Reply::text(200, "").with_header("etag", "\"1\"")).await;
    files_of(&server, 10_000).put(file(1, b"a"), b"a".to_vec()).await.unwrap();
    let seen = server.requests().remove(0);
    assert_eq!((seen.method.as_str(), seen.header("if-none-match")), ("PUT", Some("*")));
    let sha256 = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";
    assert_eq!(seen.header("x-amz-checksum-sha256"), Some(sha256));
    assert!(seen.header("authorization").unwrap().contains("AKIAID"));
    assert_eq!(seen.header("accept"), Some("*/*"), "the answers are XML");
}

#[tokio::test]
async fn a_storage_that_is_gone_did_nothing() {
    let server = Server::replying(Reply::text(200, "")).await;
    let files = files_of(&server, 10_000);
    drop(server);
    let put = files.put(file(1, b"a"), b"a".to_vec()).await;
    assert_eq!(kind(&put), "unavailable", "{put:?}");
    let told = told(&put.unwrap_err());
    assert!(told.contains("onnect"), "{told}");
    assert_eq!(kind(&files.get(file(1, b"a")).await), "unavailable");
}

#[tokio::test]
async fn a_connection_that_takes_too_long_did_nothing() {
    // An address of TEST-NET-1 (RFC 5737): nobody answers there, or the network says so at once.
    let server = Server::replying(Reply::text(200, "")).await;
    let mut settings = S3Settings { connect_timeout_ms: 100, ..settings_of(&server) };
    settings.endpoint = Some("http://192.0.2.1".to_owned());
    let put = S3Files::connect(&settings).unwrap().put(file(1, b"a"), b"a".to_vec()).await;
    assert_eq!(kind(&put), "unavailable", "{put:?}");
}

#[tokio::test]
async fn a_handshake_that_takes_too_long_did_nothing() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let server = Server::replying(Reply::text(200, "")).await;
    let mut settings = S3Settings { connect_timeout_ms: 100, ..settings_of(&server) };
    settings.endpoint = Some(format!("https://{}", silent.local_addr().unwrap()));
    let put = S3Files::connect(&settings).unwrap().put(file(1, b"a"), b"a".to_vec()).await;
    assert_eq!(kind(&put), "unavailable", "{put:?}");
}

#[tokio::test]
async fn a_storage_that_answers_nothing_may_have_kept_the_file() {
    let server = Server::replying(Reply::text(200, "").after(Duration::from_mins(1))).await;
    let began = Instant::now();
    assert_eq!(kinds(&server, 300).await, ["unknown", "unavailable", "unavailable"]);
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!(server.requests().len(), 3, "a time-out is waited for once");
}

#[tokio::test]
async fn a_connection_that_breaks_after_sending_leaves_the_outcome_unknown() {
    for raw in ["", "no HTTP at all\r\n\r\n", "HTTP/1.1 200 OK\r\n"] {
        let server = Server::raw(raw).await;
        let files = files_of(&server, 10_000);
        // The server knows the end of a body by its brace.
        let put = files.put(file(1, b"{}"), b"{}".to_vec()).await;
        let got = files.get(file(1, b"{}")).await;
        assert_eq!((kind(&put), kind(&got)), ("unknown", "unavailable"), "{raw}");
    }
}
