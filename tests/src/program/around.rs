//! The systems around the program: a payment provider and a short-message gateway over HTTP, in the
//! words that `kredo-outbound` documents. They remember what they were asked and what they did.

use axum::{
    Json, Router,
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};

/// How a system behaves once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Acts, and never answers.
    ActAndHang,
    /// Acts, and answers after that many milliseconds.
    ActLate(u64),
    /// Acts, and fails before it has told.
    ActAndFail,
    /// Acts, and answers something that is no answer.
    ActAndBabble,
    /// Does nothing, and says that it has no time.
    Busy,
    /// Acts, and has not decided yet.
    Ponder,
}

/// A request that acted or asked, as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// `place`, `find`, `undo`, `send`, `ask`.
    pub what: &'static str,
    /// The key that it was about.
    pub key: String,
}

/// What one system did.
#[derive(Debug, Default)]
struct Books {
    script: VecDeque<Manner>,
    asked: Vec<Asked>,
    /// By key: what was acted on, once a key.
    done: BTreeMap<String, Value>,
    undone: Vec<String>,
    pondering: u32,
    /// Whether every new order is refused, and those that were.
    refuses: bool,
    refused: BTreeSet<String>,
}

type Shared = Arc<Mutex<Books>>;

/// Both systems, on one address.
pub struct Around {
    address: String,
    payment: Shared,
    sms: Shared,
    serving: JoinHandle<()>,
}

impl Drop for Around {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Around {
    /// Starts both.
    pub async fn start() -> Self {
        let (payment, sms) = (Shared::default(), Shared::default());
        let provider = Router::new()
            .route("/payment/orders", post(place).get(find))
            .route("/payment/orders/undo", post(undo))
            .with_state(Arc::clone(&payment));
        let gateway =
            Router::new().route("/sms/messages", post(send)).route("/sms/messages", get(ask));
        let router = provider.merge(gateway.with_state(Arc::clone(&sms)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, payment, sms, serving }
    }

    /// Where the provider is.
    #[must_use]
    pub fn payment(&self) -> String {
        format!("{}/payment", self.address)
    }
    /// Where the gateway is.
    #[must_use]
    pub fn sms(&self) -> String {
        format!("{}/sms", self.address)
    }

    /// The provider's next answers to orders.
    pub fn payment_will(&self, script: impl IntoIterator<Item = Manner>) {
        self.payment.lock().unwrap().script.extend(script);
    }
    /// The provider refuses every order from now on.
    pub fn payment_refuses(&self) {
        self.payment.lock().unwrap().refuses = true;
    }
    /// The gateway's next answers to messages.
    pub fn sms_will(&self, script: impl IntoIterator<Item = Manner>) {
        self.sms.lock().unwrap().script.extend(script);
    }

    /// What the provider was asked, in order.
    #[must_use]
    pub fn asked_of_payment(&self) -> Vec<Asked> {
        self.payment.lock().unwrap().asked.clone()
    }
    /// What the gateway was asked, in order.
    #[must_use]
    pub fn asked_of_sms(&self) -> Vec<Asked> {
        self.sms.lock().unwrap().asked.clone()
    }

    /// How often money went out and was not taken back.
    #[must_use]
    pub fn payouts(&self) -> usize {
        let books = self.payment.lock().unwrap();
        books.done.keys().filter(|key| !books.undone.contains(key)).count()
    }

    /// Texts of the messages that phones have got, by key.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        let books = self.sms.lock().unwrap();
        let texts = books.done.values().map(|m| m["text"].as_str().unwrap_or_default().to_owned());
        texts.collect()
    }

    /// The code that the customer reads: the digits at the beginning of the only message.
    ///
    /// # Panics
    /// When there is not exactly one.
    #[must_use]
    pub fn code(&self) -> String {
        let messages = self.messages();
        assert_eq!(messages.len(), 1, "{messages:?}");
        messages[0].split(' ').next().unwrap().to_owned()
    }
}

fn key_of(headers: &HeaderMap) -> String {
    headers.get("idempotency-key").unwrap().to_str().unwrap().to_owned()
}

/// Acts once for a key, then answers in the manner that is due.
async fn act(books: Shared, asked: Asked, body: Value, answer: impl Fn(bool) -> Value) -> Response {
    let manner = {
        let mut books = books.lock().unwrap();
        let manner = books.script.pop_front();
        if manner != Some(Manner::Busy) {
            books.done.entry(asked.key.clone()).or_insert(body);
        }
        books.pondering = u32::from(manner == Some(Manner::Ponder));
        books.asked.push(asked);
        manner
    };
    match manner {
        None => Json(answer(false)).into_response(),
        Some(Manner::Ponder) => Json(answer(true)).into_response(),
        Some(Manner::ActAndHang) => std::future::pending().await,
        Some(Manner::ActLate(milliseconds)) => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            Json(answer(false)).into_response()
        }
        Some(Manner::ActAndFail) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Manner::ActAndBabble) => Body::from("<html>Welcome!</html>").into_response(),
        Some(Manner::Busy) => {
            (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "1")]).into_response()
        }
    }
}

fn order(key: &str, pondering: bool) -> Value {
    let state = if pondering { "PENDING" } else { "ACCEPTED" };
    json!({ "state": state, "reference": format!("bank-{key}") })
}

fn refused() -> Value {
    json!({ "state": "REFUSED", "reason": "LIMIT" })
}

impl Books {
    /// What becomes of an order that is refused: nothing, for ever.
    fn refusal(&mut self, asked: &Asked) -> Option<Value> {
        if !self.refuses || self.done.contains_key(&asked.key) {
            return None;
        }
        self.refused.insert(asked.key.clone());
        self.asked.push(asked.clone());
        Some(refused())
    }
}

fn unknown() -> Response {
    (StatusCode::NOT_FOUND, Json(json!({ "code": "KEY_UNKNOWN" }))).into_response()
}

async fn place(
    State(books): State<Shared>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let key = key_of(&headers);
    let asked = Asked { what: "place", key: key.clone() };
    if let Some(refusal) = books.lock().unwrap().refusal(&asked) {
        return Json(refusal).into_response();
    }
    act(books, asked, body, move |pondering| order(&key, pondering)).await
}

/// The key in `?key=…`.
fn asked_key(query: RawQuery) -> String {
    let RawQuery(query) = query;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&query.unwrap()).unwrap();
    let [(name, key)] = <[_; 1]>::try_from(pairs).unwrap();
    assert_eq!(name, "key");
    key
}

async fn find(State(books): State<Shared>, query: RawQuery) -> Response {
    let key = asked_key(query);
    let mut books = books.lock().unwrap();
    books.asked.push(Asked { what: "find", key: key.clone() });
    if books.undone.contains(&key) {
        return Json(json!({ "state": "UNDONE" })).into_response();
    }
    if books.refused.contains(&key) {
        return Json(refused()).into_response();
    }
    if !books.done.contains_key(&key) {
        return unknown();
    }
    let pondering = std::mem::take(&mut books.pondering) > 0;
    Json(order(&key, pondering)).into_response()
}

#[derive(Deserialize)]
struct Undo {
    key: String,
}

async fn undo(State(books): State<Shared>, Json(Undo { key }): Json<Undo>) -> Response {
    let mut books = books.lock().unwrap();
    books.asked.push(Asked { what: "undo", key: key.clone() });
    if !books.undone.contains(&key) {
        books.undone.push(key);
    }
    Json(json!({ "state": "UNDONE" })).into_response()
}

async fn send(
    State(books): State<Shared>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let key = key_of(&headers);
    let asked = Asked { what: "send", key: key.clone() };
    act(books, asked, body, move |_| json!({ "id": format!("sms-{key}") })).await
}

async fn ask(State(books): State<Shared>, query: RawQuery) -> Response {
    let key = asked_key(query);
    let mut books = books.lock().unwrap();
    books.asked.push(Asked { what: "ask", key: key.clone() });
    if !books.done.contains_key(&key) {
        return unknown();
    }
    Json(json!({ "id": format!("sms-{key}"), "state": "ACCEPTED" })).into_response()
}
