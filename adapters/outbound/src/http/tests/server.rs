//! Systems to talk to.

use crate::http::HttpSettings;
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use serde_json::Value;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// The one answer that a server gives.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    delay: Duration,
}

impl Reply {
    pub(crate) fn text(status: u16, body: &str) -> Self {
        Self { status, headers: Vec::new(), body: body.to_owned(), delay: Duration::ZERO }
    }
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::text(status, &body.to_string()).with_header("content-type", "application/json")
    }
    pub(crate) fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
    pub(crate) fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
    fn response(&self) -> Response {
        let mut response = Response::builder().status(self.status);
        for (name, value) in &self.headers {
            response = response.header(*name, value);
        }
        response.body(Body::from(self.body.clone())).unwrap()
    }
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// With its query.
    pub(crate) path: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Value,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
    async fn of(request: Request) -> Self {
        let (parts, body) = request.into_parts();
        let body = axum::body::to_bytes(body, 1024 * 1024).await.unwrap();
        let header = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
            (name.to_string(), value.to_str().unwrap().to_owned())
        };
        Self {
            method: parts.method.to_string(),
            path: parts.uri.to_string(),
            headers: parts.headers.iter().map(header).collect(),
            body: serde_json::from_slice(&body).unwrap_or_default(),
        }
    }
}

/// A server on a port of its own; gone when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Answers every request the same.
    pub(crate) async fn replying(reply: Reply) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let seen = Arc::default();
        let app = Router::new().fallback(answer).with_state((reply, Arc::clone(&seen)));
        let task = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, seen, task }
    }
    /// Reads a request, writes these bytes and closes.
    pub(crate) async fn raw(bytes: &'static str) -> Self {
        Self::connection(bytes, Duration::ZERO).await
    }
    /// The same, but does not close.
    pub(crate) async fn stalling(bytes: &'static str) -> Self {
        Self::connection(bytes, Duration::from_secs(20)).await
    }
    async fn connection(bytes: &'static str, delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let task = tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                tokio::spawn(async move {
                    read_request(&mut stream).await;
                    stream.write_all(bytes.as_bytes()).await.unwrap();
                    tokio::time::sleep(delay).await;
                });
            }
        });
        Self { address, seen: Arc::default(), task }
    }

    pub(crate) fn settings(&self) -> HttpSettings {
        Self::settings_of(&format!("http://{}/base", self.address))
    }
    pub(crate) fn settings_of(url: &str) -> HttpSettings {
        toml::from_str(&format!("url = '{url}'\ntimeout_ms = 10000")).unwrap()
    }
    pub(crate) fn requests(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
    pub(crate) fn only_request(&self) -> Seen {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }
}

async fn answer(
    State((reply, seen)): State<(Reply, Arc<Mutex<Vec<Seen>>>)>,
    request: Request,
) -> Response {
    let request = Seen::of(request).await;
    seen.lock().unwrap().push(request);
    tokio::time::sleep(reply.delay).await;
    reply.response()
}

/// Up to the end of the head, and of the body where there is one.
async fn read_request(stream: &mut TcpStream) {
    let mut request = Vec::new();
    let is_whole = |request: &[u8]| {
        let text = String::from_utf8_lossy(request);
        let head = text.split_once("\r\n\r\n");
        head.is_some_and(|(head, body)| head.starts_with("GET") || body.ends_with('}'))
    };
    while !is_whole(&request) {
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).await.unwrap();
        if read == 0 {
            return;
        }
        request.extend_from_slice(&buffer[..read]);
    }
}
