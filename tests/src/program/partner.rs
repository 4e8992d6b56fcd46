//! A partner's back end that goes on until it has its answer.

use super::{Installation, Server};
use serde_json::{Value, json};
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};
use tokio::sync::Mutex;

const EXAMPLE: &str = include_str!("../../data/demo/create.json");

/// How long it goes on before it calls the server lost.
const PATIENCE: Duration = Duration::from_mins(1);

/// A partner that repeats each request until it is answered, whatever happens to the server: one
/// that died is started again, a refusal for the time being is waited out.
pub struct SteadfastPartner<'a> {
    installation: &'a Installation,
    http: reqwest::Client,
    account: Value,
    token: Mutex<Option<String>>,
    server: Mutex<Option<Server>>,
    spare: Mutex<Option<Server>>,
    deaths: AtomicU32,
    /// Answers of 503, each with `Retry-After`.
    pub refused_for_now: AtomicU32,
}

/// What the partner knows of a finished journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The application's guid.
    pub application: String,
    /// The contract's number, which is the loan's.
    pub number: String,
}

impl<'a> SteadfastPartner<'a> {
    /// Opens an account, with a server that has yet to start.
    #[must_use]
    pub fn new(installation: &'a Installation, name: &str) -> Self {
        Self::known(installation, installation.credentials(&["partner", "add", name]))
    }

    /// The credentials of its account.
    #[must_use]
    pub const fn account(&self) -> &Value {
        &self.account
    }

    /// Has an account there already.
    #[must_use]
    pub fn known(installation: &'a Installation, account: Value) -> Self {
        // The client wants one even for addresses without TLS; a second installation is refused.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().unwrap();
        Self {
            installation,
            http,
            account,
            token: Mutex::default(),
            server: Mutex::default(),
            spare: Mutex::default(),
            deaths: AtomicU32::default(),
            refused_for_now: AtomicU32::default(),
        }
    }

    /// Talks to that server; `None` is one that has just died.
    pub async fn turn_to(&self, server: Option<Server>) {
        self.deaths.fetch_add(u32::from(server.is_none()), Ordering::Relaxed);
        *self.server.lock().await = server;
    }

    /// Has another server to turn to when the first one dies.
    pub async fn may_turn_to(&self, spare: Server) {
        *self.spare.lock().await = Some(spare);
    }

    /// Kills the server that it talks to; the other one, if it stood still, goes on.
    pub async fn kill_server(&self) {
        if let Some(server) = self.server.lock().await.take() {
            server.kill();
        }
        self.deaths.fetch_add(1, Ordering::Relaxed);
        let spare = self.spare.lock().await.take().inspect(Server::go_on);
        *self.server.lock().await = spare;
    }

    /// Stops the server as a service manager does; one that dies of it is started and stopped again.
    pub async fn stop_server(&self) {
        let running = self.server.lock().await.take();
        if running.is_some_and(|server| !server.stop()) {
            self.deaths.fetch_add(1, Ordering::Relaxed);
            assert!(self.installation.serve().stop(), "nobody kills it a second time");
        }
    }

    /// Has a server run, started again when the one before is gone.
    pub async fn ask_after_the_server(&self) {
        self.address().await;
    }

    /// How often a server died.
    #[must_use]
    pub fn deaths(&self) -> u32 {
        self.deaths.load(Ordering::Relaxed)
    }

    /// Where the server is; started again when it is gone.
    pub async fn address(&self) -> String {
        let mut server = self.server.lock().await;
        if server.as_mut().is_some_and(|server| server.ended().is_some()) {
            self.deaths.fetch_add(1, Ordering::Relaxed);
            *server = None;
        }
        server.get_or_insert_with(|| self.installation.serve()).address().to_owned()
    }

    async fn log_in(&self, address: &str) -> Result<String, Option<Duration>> {
        let mut token = self.token.lock().await;
        if let Some(token) = &*token {
            return Ok(token.clone());
        }
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            self.account["client_id"].as_str().unwrap(),
            self.account["client_secret"].as_str().unwrap(),
        );
        let request = self
            .http
            .post(format!("{address}/auth/partners"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        let (status, json) = self.answer(request).await?;
        assert_eq!(status, 200, "{json}");
        let fresh = json["access_token"].as_str().unwrap().to_owned();
        *token = Some(fresh.clone());
        Ok(fresh)
    }

    /// An answer that stands. Otherwise how long to wait: as the server says, or a moment.
    async fn answer(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<(u16, Value), Option<Duration>> {
        let answer = request.send().await.map_err(|_| None)?;
        let status = answer.status().as_u16();
        let retry_after = answer.headers().get("retry-after").cloned();
        let bytes = answer.bytes().await.map_err(|_| None)?;
        let json: Value = serde_json::from_slice(&bytes).expect("every answer is JSON");
        if status == 503 || status == 429 {
            self.refused_for_now.fetch_add(u32::from(status == 503), Ordering::Relaxed);
            assert!(json["type"].is_string(), "a code comes with it: {json}");
            let seconds = retry_after.expect("it says when to come again");
            return Err(Some(Duration::from_secs(seconds.to_str().unwrap().parse().unwrap())));
        }
        assert!(status < 500, "{status} {json}");
        Ok((status, json))
    }

    /// Sends a request until it is answered; the path is below the partner's interface.
    ///
    /// # Panics
    /// When nothing comes within a minute.
    pub async fn send(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let begun = Instant::now();
        loop {
            let pause = match self.try_once(method, path, body).await {
                Ok((401, _)) => {
                    *self.token.lock().await = None;
                    Duration::ZERO
                }
                Ok(answer) => return answer,
                Err(pause) => pause.unwrap_or(Duration::from_millis(20)),
            };
            assert!(begun.elapsed() < PATIENCE, "{method} {path} is not answered");
            tokio::time::sleep(pause).await;
        }
    }

    /// Asks once, whatever comes of it: status, `Retry-After` in seconds, body.
    pub async fn once(&self, method: &str, path: &str) -> (u16, Option<u64>, Value) {
        let token = self.token().await;
        let path = format!("/pfs/partner/api/v1/applications/{path}");
        self.get_once(method, &path, Some(&token)).await
    }

    /// As [`once`](Self::once), at any address and without a token.
    pub async fn once_at(&self, path: &str) -> (u16, Option<u64>, Value) {
        self.get_once("GET", path, None).await
    }

    /// As [`once`](Self::once), from a server that somebody else runs.
    pub async fn once_through(
        &self,
        address: &str,
        method: &str,
        path: &str,
    ) -> (u16, Option<u64>, Value) {
        let token = self.log_in(address).await.unwrap();
        let address = format!("{address}/pfs/partner/api/v1/applications/{path}");
        let request = self.http.request(method.parse().unwrap(), address);
        told(request.bearer_auth(token)).await
    }

    /// Tries another secret than its own.
    pub async fn wrong_log_in(&self, address: &str) -> (u16, Option<u64>, Value) {
        let name = self.account["client_id"].as_str().unwrap();
        let form = format!("grant_type=client_credentials&client_id={name}&client_secret=guess");
        let request = self.http.post(format!("{address}/auth/partners"));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        told(request.body(form)).await
    }

    /// A token of an employee with those credentials.
    pub async fn employee_token(&self, address: &str, credentials: &Value) -> String {
        let form = format!(
            "grant_type=password&client_id=back-office&username={}&password={}",
            credentials["username"].as_str().unwrap(),
            credentials["password"].as_str().unwrap(),
        );
        let request = self.http.post(format!("{address}/auth/employees"));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let (status, _, json) = told(request.body(form)).await;
        assert_eq!(status, 200, "{json}");
        json["access_token"].as_str().unwrap().to_owned()
    }

    async fn get_once(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
    ) -> (u16, Option<u64>, Value) {
        let address = format!("{}{path}", self.address().await);
        let mut request = self.http.request(method.parse().unwrap(), address);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        told(request).await
    }

    async fn try_once(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<(u16, Value), Option<Duration>> {
        let address = self.address().await;
        let token = self.log_in(&address).await?;
        let address = format!("{address}/pfs/partner/api/v1/applications/{path}");
        let mut request = self.http.request(method.parse().unwrap(), address).bearer_auth(token);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        self.answer(request).await
    }

    /// Applies for the loan of the manual's example.
    pub async fn create(&self, guid: &str) {
        let mut wants: Value = serde_json::from_str(EXAMPLE).unwrap();
        wants["application_guid"] = json!(guid);
        let (status, created) = self.send("POST", "create", Some(&wants)).await;
        assert_eq!(status, 200, "{created}");
        assert_eq!(created["application_guid"], guid);
    }

    /// Does something with an application until it is recorded.
    pub async fn act(&self, application: &str, action: &str, body: Option<&Value>) {
        let (status, json) = self.send("POST", &format!("{application}/{action}"), body).await;
        assert_eq!(status, 200, "{action}: {json}");
    }

    /// Does something that is refused.
    pub async fn act_wrongly(&self, application: &str, action: &str, body: &Value) {
        let (status, json) =
            self.send("POST", &format!("{application}/{action}"), Some(body)).await;
        assert!((400..500).contains(&status), "{action}: {json}");
    }

    /// The token that it uses.
    ///
    /// # Panics
    /// Before it has asked for anything.
    pub async fn token(&self) -> String {
        self.token.lock().await.clone().unwrap()
    }

    /// Looks at an application until it is no longer being processed.
    pub async fn seen(&self, application: &str) -> Value {
        let begun = Instant::now();
        loop {
            let (status, json) = self.send("GET", &format!("{application}/status"), None).await;
            assert_eq!(status, 200, "{json}");
            if json["status"] != "PROCESSING" {
                return json;
            }
            assert!(begun.elapsed() < PATIENCE, "{application} is processed for ever");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Goes the manual's demo flow from its beginning to its end; `code` is what the customer reads
    /// on the phone.
    pub async fn journey(&self, guid: &str, code: impl AsyncFn() -> String) -> Journey {
        let number = self.begin(guid).await;
        self.finish(guid, code).await;
        Journey { application: guid.to_owned(), number }
    }

    /// Goes from the beginning to the code that the customer has; the contract's number.
    pub async fn begin(&self, guid: &str) -> String {
        self.create(guid).await;
        self.expect(guid, "APPROVED", "").await;
        self.act(guid, "select_offer", None).await;
        self.expect(guid, "CONFIRMATION", "Request OTP code").await;
        self.act(guid, "send_otp", None).await;
        let shown = self.expect(guid, "CONFIRMATION", "Enter OTP code").await;
        shown["payload"]["contractNumber"].as_str().unwrap().to_owned()
    }

    /// Goes on from the code to the end.
    pub async fn finish(&self, guid: &str, code: impl AsyncFn() -> String) {
        self.act(guid, "sign", Some(&json!({ "code": code().await }))).await;
        self.expect(guid, "CONFIRMATION", "Contract is signed. Transfer of product").await;
        let confirm = json!({ "confirm_date": "2024-11-22" });
        self.act(guid, "confirm", Some(&confirm)).await;
        self.expect(guid, "COMPLETED", "").await;
    }

    /// Waits for the application to be there.
    pub async fn expect(&self, guid: &str, status: &str, message: &str) -> Value {
        let begun = Instant::now();
        loop {
            let seen = self.seen(guid).await;
            if seen["status"] == status && (message.is_empty() || seen["message"] == message) {
                return seen;
            }
            // What was acknowledged may not have been worked on yet.
            assert!(begun.elapsed() < PATIENCE, "{guid} should be {status} {message}: {seen}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Whatever comes: status, `Retry-After` in seconds, body.
async fn told(request: reqwest::RequestBuilder) -> (u16, Option<u64>, Value) {
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let retry_after = headers.get("retry-after").map(|v| v.to_str().unwrap().parse().unwrap());
    let json = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    (status, retry_after, json)
}
