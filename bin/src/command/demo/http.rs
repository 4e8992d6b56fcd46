//! Asking the server, as any partner's program would.

use anyhow::Context;
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;
use std::time::Duration;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Something to send.
#[derive(Clone, Copy)]
pub(super) struct Body<'b> {
    pub(super) kind: &'static str,
    pub(super) content: &'b str,
}

impl<'b> Body<'b> {
    pub(super) const fn json(content: &'b str) -> Self {
        Self { kind: "application/json", content }
    }

    pub(super) const fn form(content: &'b str) -> Self {
        Self { kind: "application/x-www-form-urlencoded", content }
    }
}

/// A client of one server.
pub(super) struct Http {
    client: Client<HttpConnector, String>,
    address: String,
}

impl Http {
    pub(super) fn new(address: String) -> Self {
        Self { client: Client::builder(TokioExecutor::new()).build_http(), address }
    }

    /// Sends a request and reads the answer, which must be JSON.
    pub(super) async fn send(
        &self,
        method: &Method,
        path: &str,
        (token, body): (Option<&str>, Option<Body<'_>>),
    ) -> anyhow::Result<(StatusCode, Value)> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.address));
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let content = match body {
            Some(body) => {
                request = request.header(header::CONTENT_TYPE, body.kind);
                body.content.to_owned()
            }
            None => String::new(),
        };
        let exchange = self.exchange(request.body(content)?);
        let answer = tokio::time::timeout(PATIENCE, exchange).await;
        let (status, bytes) = answer.context("the server does not answer")??;
        let json = serde_json::from_slice(&bytes).with_context(|| {
            format!("{status} with a body that is not JSON: {}", String::from_utf8_lossy(&bytes))
        })?;
        Ok((status, json))
    }

    async fn exchange(&self, request: Request<String>) -> anyhow::Result<(StatusCode, Vec<u8>)> {
        let answer = self.client.request(request).await.context("the server cannot be reached")?;
        let status = answer.status();
        let body = answer.into_body().collect().await.context("the answer broke off")?;
        Ok((status, body.to_bytes().to_vec()))
    }
}
