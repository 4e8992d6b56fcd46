//! Carries the requests of the S3 client, and tells it which of them may be sent again.

use super::fault::Refusal;
use async_trait::async_trait;
use http_body_util::{BodyExt, Limited};
use object_store::{
    ClientOptions,
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
    },
};
use reqwest::{Client, Method};
use std::error::Error;

/// An answer that is a refusal has a short document of XML.
const LONGEST_REFUSAL: usize = 64 * 1024;

/// A client of HTTP whose refusals are errors of ours: with the status and the code, and without
/// the body, which repeats what was signed.
#[derive(Debug, Clone)]
pub(super) struct Courier(pub(super) Client);

impl HttpConnector for Courier {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Courier {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let is_write = request.method() == Method::PUT;
        let response = self.0.call(request).await.map_err(|fault| of_sending(fault, is_write))?;
        if response.status().is_success() {
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let body = Limited::new(body, LONGEST_REFUSAL).collect().await;
        let body = body.map_or_else(|_| Vec::new(), |body| body.to_bytes().to_vec());
        let refusal = Refusal::read(parts.status, &body);
        let again = refusal.did_nothing_for_now() || (refusal.is_of_the_server() && !is_write);
        Err(HttpError::new(if again { AGAIN } else { NEVER_AGAIN }, refusal))
    }
}

/// What the client sends again, as often as its settings say.
const AGAIN: HttpErrorKind = HttpErrorKind::Connect;
const NEVER_AGAIN: HttpErrorKind = HttpErrorKind::Unknown;

/// A write that may have arrived is not sent again: what the last try came to would say nothing of
/// those before.
fn of_sending(fault: HttpError, is_write: bool) -> HttpError {
    // A connection that is not there in time counts as a time-out to the client; nothing was sent.
    let is_unconnected = fault.source().and_then(|source| source.downcast_ref::<reqwest::Error>());
    let kind = match fault.kind() {
        _ if is_unconnected.is_some_and(reqwest::Error::is_connect) => HttpErrorKind::Connect,
        HttpErrorKind::Timeout => NEVER_AGAIN,
        _ if is_write => NEVER_AGAIN,
        _ => AGAIN,
    };
    HttpError::new(kind, fault)
}
