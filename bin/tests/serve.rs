//! The program as an operator and a partner meet it: accounts, a journey, a stop, another start.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test panics")]

use kredo_application::Store;
use kredo_persistence::{SqlOptions, SqlStore};
use serde_json::{Value, json};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../../tests/data/demo/create.json");

/// The program in a folder of its own, without settings from outside.
fn kredo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kredo"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("KREDO_") {
            command.env_remove(name);
        }
    }
    command
}

/// The last line that the program prints, which is JSON.
fn credentials(folder: &Path, arguments: &[&str]) -> Value {
    let output = kredo(folder, arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(text.lines().last().unwrap()).unwrap()
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--business-date", "2024-11-22"];
        let log = File::options().append(true).create(true).open(folder.join("log.txt")).unwrap();
        let mut child =
            kredo(folder, &arguments).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self { child, address }
    }

    /// As a service manager stops it; it must end well by itself.
    fn stop(mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone after a stop; a failing test must leave nothing behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Partner {
    http: reqwest::Client,
    address: String,
    token: String,
}

impl Partner {
    async fn log_in(server: &Server, account: &Value) -> Self {
        // The client wants one even for addresses without TLS; a second installation is refused.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::new();
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            account["client_id"].as_str().unwrap(),
            account["client_secret"].as_str().unwrap(),
        );
        let answer = http
            .post(format!("{}/auth/partners", server.address))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form)
            .send()
            .await
            .unwrap();
        let json: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        let token = json["access_token"].as_str().unwrap().to_owned();
        Self { http, address: server.address.clone(), token }
    }

    async fn post(&self, path: &str, body: Option<&'static str>) -> Value {
        let request = self.http.post(format!("{}/pfs/partner/api/v1{path}", self.address));
        let mut request = request.bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        let answer = request.send().await.unwrap();
        let (status, bytes) = (answer.status(), answer.bytes().await.unwrap());
        assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&bytes));
        serde_json::from_slice(&bytes).unwrap()
    }

    /// Asks until the application is no longer being processed.
    async fn seen(&self, guid: &str) -> Value {
        let address = format!("{}/pfs/partner/api/v1/applications/{guid}/status", self.address);
        for _ in 0..1_000 {
            let answer = self.http.get(&address).bearer_auth(&self.token).send().await.unwrap();
            let json: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
            if json["status"] != "PROCESSING" {
                return json;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        unreachable!("the application is processed for ever")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journey_outlives_a_restart() {
    let folder = TempDir::new().unwrap();
    let account = credentials(folder.path(), &["partner", "add", "demo"]);
    let server = Server::start(folder.path());
    let partner = Partner::log_in(&server, &account).await;
    let created = partner.post("/applications/create", Some(EXAMPLE)).await;
    let guid = created["application_guid"].as_str().unwrap().to_owned();
    let approved = partner.seen(&guid).await;
    assert_eq!(approved["status"], "APPROVED", "{approved}");
    server.stop();

    let server = Server::start(folder.path());
    let partner = Partner::log_in(&server, &account).await;
    assert_eq!(partner.seen(&guid).await, approved);
    partner.post(&format!("/applications/{guid}/select_offer"), None).await;
    let seen = partner.seen(&guid).await;
    assert_eq!(
        (&seen["status"], &seen["message"]),
        (&json!("CONFIRMATION"), &json!("Request OTP code"))
    );
    server.stop();
}

/// How many events wait in the database of a server that has stopped.
async fn waiting_events(folder: &Path) -> usize {
    let url = format!("sqlite://{}", folder.join("kredo.db").display());
    let store = SqlStore::open(&url, SqlOptions::default()).await.unwrap();
    let waiting = store.reader().await.unwrap().outbox().pending(1_000).await.unwrap().len();
    store.close().await.unwrap();
    waiting
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_has_published_everything() {
    let folder = TempDir::new().unwrap();
    let account = credentials(folder.path(), &["partner", "add", "demo"]);
    assert_eq!(waiting_events(folder.path()).await, 1, "the account waits for a server");
    let server = Server::start(folder.path());
    let partner = Partner::log_in(&server, &account).await;
    let created = partner.post("/applications/create", Some(EXAMPLE)).await;
    let guid = created["application_guid"].as_str().unwrap();
    assert_eq!(partner.seen(guid).await["status"], "APPROVED");
    server.stop();
    assert_eq!(waiting_events(folder.path()).await, 0);

    let log = fs::read_to_string(folder.path().join("log.txt")).unwrap();
    let events: Vec<_> = log.lines().filter(|line| line.contains(" event id=")).collect();
    let about = |text: &str| events.iter().filter(|line| line.contains(text)).count();
    assert_eq!(about("kredo.account.opened.v1"), 1, "{log}");
    for what in ["created", "customer-attached", "approved"] {
        assert_eq!(about(&format!("type=kredo.loan-application.{what}.v1 subject={guid}")), 1);
    }
}

#[test]
fn an_account_is_added_once() {
    let folder = TempDir::new().unwrap();
    let first = credentials(folder.path(), &["user", "add", "Anna", "--role", "employee"]);
    assert_eq!(first["username"], "anna");
    assert!(first["password"].as_str().unwrap().len() >= 20);
    let second = kredo(folder.path(), &["partner", "add", "anna"]).output().unwrap();
    assert!(!second.status.success());
    let told = String::from_utf8(second.stderr).unwrap();
    assert!(told.contains("an account with this name exists"), "{told}");
    assert!(second.stdout.is_empty(), "no credentials of an account that was not made");
}
