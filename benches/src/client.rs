//! The HTTP client.

use http::{Request, header};
use http_body_util::BodyExt;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;

pub(crate) type Http = Client<HttpConnector, String>;

pub(crate) fn client() -> Http {
    Client::builder(TokioExecutor::new()).build_http()
}

/// Sends a request; a body is JSON where there is a token and a form where there is none.
pub(crate) async fn send(
    http: &Http,
    method: &str,
    address: &str,
    token: Option<&str>,
    body: Option<String>,
) -> anyhow::Result<(u16, Value)> {
    let (status, bytes) = exchange(http, method, address, token, body).await?;
    Ok((status, serde_json::from_slice(&bytes)?))
}

/// What an address answers, whatever it is.
pub(crate) async fn get(
    http: &Http,
    address: &str,
    token: Option<&str>,
) -> anyhow::Result<Vec<u8>> {
    let (status, bytes) = exchange(http, "GET", address, token, None).await?;
    anyhow::ensure!(status == 200, "{address} answers {status}");
    Ok(bytes)
}

async fn exchange(
    http: &Http,
    method: &str,
    address: &str,
    token: Option<&str>,
    body: Option<String>,
) -> anyhow::Result<(u16, Vec<u8>)> {
    let mut request = Request::builder().method(method).uri(address);
    let kind = match token {
        Some(token) => {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            "application/json"
        }
        None => "application/x-www-form-urlencoded",
    };
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    let answer = http.request(request.body(body.unwrap_or_default())?).await?;
    let status = answer.status().as_u16();
    Ok((status, answer.into_body().collect().await?.to_bytes().to_vec()))
}
