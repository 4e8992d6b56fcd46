//! Clients that mean no good: refused at little cost, while others are served.

use crate::{APPLICATION, On, installation};
use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use kredo_tests::program::{Around, Installation, SteadfastPartner};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::{Value, json};
use std::{fs, path::Path, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// A server with an application, and its partner.
struct Stage<'a> {
    partner: SteadfastPartner<'a>,
    address: String,
    token: String,
}

impl<'a> Stage<'a> {
    async fn on(installation: &'a Installation) -> Self {
        let partner = SteadfastPartner::new(installation, "shop");
        partner.create(APPLICATION).await;
        partner.expect(APPLICATION, "APPROVED", "").await;
        let address = partner.address().await;
        let token = partner.token().await;
        Self { address: address.trim_start_matches("http://").to_owned(), partner, token }
    }

    /// Somebody else is served at once.
    async fn others_are_served(&self) {
        let served = timeout(Duration::from_secs(5), self.partner.seen(APPLICATION));
        assert_eq!(served.await.unwrap()["status"], "APPROVED");
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).await.unwrap()
    }

    fn head(&self, length: usize, more: &str) -> String {
        let Self { address, token, .. } = self;
        format!(
            "POST /pfs/partner/api/v1/applications/create HTTP/1.1\r\nhost: {address}\r\n\
             authorization: Bearer {token}\r\ncontent-length: {length}\r\n{more}\r\n"
        )
    }

    /// What a raw request is answered.
    async fn raw(&self, more: &str, body: &[u8]) -> String {
        let mut stream = self.connect().await;
        stream.write_all(self.head(body.len(), more).as_bytes()).await.unwrap();
        // The answer may come before all of it is sent.
        let _ = stream.write_all(body).await;
        answer(&mut stream).await
    }
}

const JSON: &str = "content-type: application/json\r\n";

async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = vec![0; 16 * 1024];
    let read = timeout(Duration::from_secs(10), stream.read(&mut bytes)).await.unwrap();
    String::from_utf8_lossy(&bytes[..read.unwrap_or(0)]).into_owned()
}

#[track_caller]
fn refused(answer: &str, status: u16, code: &str) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    assert!(answer.contains(&format!("\"type\":\"{code}\"")), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_that_are_none_are_refused() {
    let around = Around::start().await;
    let installation =
        installation(On::Sqlite, &around).await.with("KREDO_SERVER_BODY_SECONDS", "1");
    let stage = Stage::on(&installation).await;

    let mut stream = stage.connect().await;
    let huge = 100 * 1024 * 1024;
    stream.write_all(stage.head(huge, JSON).as_bytes()).await.unwrap();
    let (mut sent, blanks) = (0, vec![b' '; 64 * 1024]);
    while sent < huge && stream.write_all(&blanks).await.is_ok() {
        sent += 64 * 1024;
    }
    assert!(sent < huge / 4, "{sent} bytes were taken");
    let mut stream = stage.connect().await;
    stream.write_all(stage.head(huge, JSON).as_bytes()).await.unwrap();
    stream.write_all(&vec![b' '; 1024 * 1024 + 1]).await.unwrap();
    refused(&answer(&mut stream).await, 413, "BODY_TOO_LARGE");

    let mut slow = stage.connect().await;
    slow.write_all(stage.head(100, JSON).as_bytes()).await.unwrap();
    slow.write_all(b"{\"mode\":").await.unwrap();
    stage.others_are_served().await;
    refused(&answer(&mut slow).await, 408, "REQUEST_TOO_SLOW");

    let deep = "[".repeat(200_000);
    refused(&stage.raw(JSON, deep.as_bytes()).await, 400, "BODY_INVALID");
    let nested = format!("{}1{}", "{\"a\":".repeat(100), "}".repeat(100));
    refused(&stage.raw(JSON, nested.as_bytes()).await, 400, "ARGUMENT_INVALID");
    refused(&stage.raw(JSON, b"{\"mode\": \"\xff\xfe\"}").await, 400, "BODY_INVALID");
    let utf16 = "content-type: application/json; charset=utf-16\r\n";
    refused(&stage.raw(utf16, b"{}").await, 415, "MEDIA_TYPE_UNSUPPORTED");
    // Twelve bytes that would be a gibibyte: nobody unpacks them.
    let gzip = format!("{JSON}content-encoding: gzip\r\n");
    refused(
        &stage.raw(&gzip, b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xed\xc1").await,
        400,
        "BODY_INVALID",
    );
    let flood = (0..1_000).fold(String::new(), |flood, n| format!("{flood}x-{n}: y\r\n"));
    let flooded = stage.raw(&flood, b"").await;
    assert!(flooded.starts_with("HTTP/1.1 431 "), "{flooded}");
    stage.others_are_served().await;
}

fn unsigned(part: &Value) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(part.to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_of_others_and_of_nobody_are_refused() {
    let around = Around::start().await;
    let installation = installation(On::Sqlite, &around).await;
    let mut stage = Stage::on(&installation).await;
    let other = Installation::on_sqlite();
    let foreign = SteadfastPartner::new(&other, "shop");
    foreign.create(APPLICATION).await;
    let good = stage.token.clone();
    let [head, claims, signature] = good.split('.').collect::<Vec<_>>()[..] else {
        unreachable!("a token has three parts")
    };
    let none = unsigned(&json!({ "alg": "none", "typ": "JWT" }));
    let hmac = unsigned(&json!({ "alg": "HS256", "typ": "JWT" }));
    let admin = unsigned(&json!({ "sub": "x", "roles": ["admin"], "exp": 9_999_999_999_u64 }));
    for bad in [
        format!("{none}.{claims}."),
        format!("{none}.{claims}.{signature}"),
        format!("{hmac}.{claims}.{signature}"),
        format!("{head}.{admin}.{signature}"),
        format!("{head}.{claims}."),
        foreign.token().await,
        "x".repeat(8_000),
    ] {
        stage.token.clone_from(&bad);
        refused(&stage.raw(JSON, b"{}").await, 401, "TOKEN_INVALID");
    }
    stage.token = good;
    stage.others_are_served().await;
}

/// Every file below a folder, with its path in it.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = entries.flat_map(|path| {
        if path.is_dir() { files(&path) } else { vec![path.display().to_string()] }
    });
    below.collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_kept_where_the_server_wants_it_and_as_it_came() {
    let around = Around::start().await;
    let installation = installation(On::Sqlite, &around).await;
    let stage = Stage::on(&installation).await;
    let before = files(installation.folder());
    // The head of an archive that unpacks to more than any disk holds.
    let bomb = [&b"PK\x03\x04\x14\x00\x00\x00\x08\x00"[..], &[0; 4096]].concat();
    for (kind, format) in [
        ("../../../../etc/passwd", "jpeg"),
        ("/etc/cron.d/kredo", "../../sh"),
        ("CUSTOMER_PHOTO", "zip"),
        ("C:\\Windows\\x", "exe\u{202e}gpj"),
    ] {
        let content = BASE64_STANDARD.encode(&bomb);
        let body = json!({ "file_type": kind, "format": format, "content": content });
        stage.partner.act(APPLICATION, "upload_file", Some(&body)).await;
    }
    let kept: Vec<_> =
        files(installation.folder()).into_iter().filter(|file| !before.contains(file)).collect();
    let folder = installation.folder().join("files");
    let kept: Vec<_> = kept.iter().filter(|file| !file.ends_with("log.txt")).collect();
    assert_eq!(kept.len(), 4, "{kept:?}");
    for file in kept {
        assert!(Path::new(file).starts_with(&folder), "{file}");
        assert_eq!(fs::read(file).unwrap(), bomb, "{file}");
    }
    stage.others_are_served().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_idle_connections_keep_nobody_out() {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }).unwrap();
    let around = Around::start().await;
    let installation = installation(On::Sqlite, &around).await;
    let stage = Stage::on(&installation).await;
    let mut idle = Vec::new();
    for n in 0..10_000 {
        idle.push(stage.connect().await);
        if n % 1_000 == 0 {
            stage.others_are_served().await;
        }
    }
    stage.others_are_served().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_too_often_waits_and_others_do_not() {
    let around = Around::start().await;
    let installation = installation(On::Sqlite, &around)
        .await
        .with("KREDO_LIMITS_CALLER_PER_SECOND", "1")
        .with("KREDO_LIMITS_CALLER_BURST", "20")
        .with("KREDO_LIMITS_GUEST_PER_SECOND", "1")
        .with("KREDO_LIMITS_GUEST_BURST", "5");
    let greedy = SteadfastPartner::new(&installation, "greedy");
    greedy.create(APPLICATION).await;
    let (status, retry_after, json) = loop {
        let answer = greedy.once("GET", &format!("{APPLICATION}/status")).await;
        if answer.0 != 200 {
            break answer;
        }
    };
    assert_eq!((status, json["type"].as_str()), (429, Some("REQUESTS_TOO_MANY")), "{json}");
    assert!((1..=2).contains(&retry_after.unwrap()));
    let modest = SteadfastPartner::new(&installation, "modest");
    let address = greedy.address().await;
    assert_eq!(modest.once_through(&address, "GET", &format!("{APPLICATION}/status")).await.0, 404);

    let (status, retry_after, json) = loop {
        let answer = modest.wrong_log_in(&address).await;
        if answer.0 != 401 {
            break answer;
        }
    };
    assert_eq!((status, json["type"].as_str()), (429, Some("REQUESTS_TOO_MANY")), "{json}");
    assert_eq!(json["error"], "invalid_request");
    assert!(retry_after.unwrap() >= 1);
}
