//! Refusals on the wire.

mod table;

pub(crate) use table::{NoErrors, RouteErrors, errors};

use crate::{
    api::{DescribeAnswer, Description},
    request,
};
use axum::{
    Json,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use http::{HeaderValue, StatusCode, header};
use kredo_application::AppError;
use kredo_domain::{ErrorCode, ErrorKind, FieldFault, otp::code as otp};
use serde::Serialize;
use std::{error::Error, marker::PhantomData};
use utoipa::ToSchema;

/// Codes of the interface itself.
pub mod code {
    kredo_domain::error_codes! {
        BODY_INVALID: Invalid = "The body is no JSON or form that could be read.";
        BODY_TOO_LARGE: Invalid = "The body is larger than this operation takes.";
        MEDIA_TYPE_UNSUPPORTED: Invalid = "The body has another Content-Type than the operation takes.";
        REQUESTS_TOO_MANY: TooMany = "Too many requests lately; `Retry-After` says when the next one is taken.";
        REQUEST_TOO_SLOW: Invalid = "The body did not arrive in the time that a request has.";
        METHOD_NOT_ALLOWED: Invalid = "The address exists, not with this method.";
        ROUTE_NOT_FOUND: NotFound = "There is no such address.";
    }
}

/// Statuses that no kind of error has by itself.
const OWN_STATUSES: &[(u16, ErrorCode)] = &[
    (408, code::REQUEST_TOO_SLOW),
    (413, code::BODY_TOO_LARGE),
    (415, code::MEDIA_TYPE_UNSUPPORTED),
    (405, code::METHOD_NOT_ALLOWED),
];

/// The status of a code where the route declares none.
pub(crate) fn usual_status(code: ErrorCode) -> u16 {
    let own = OWN_STATUSES.iter().find(|(_, own)| *own == code);
    own.map_or(
        match code.kind() {
            ErrorKind::Invalid => 400,
            ErrorKind::Unauthenticated => 401,
            ErrorKind::Forbidden => 403,
            ErrorKind::NotFound => 404,
            ErrorKind::Conflict => 409,
            ErrorKind::TooMany => 429,
            ErrorKind::Unavailable => 503,
            ErrorKind::Internal => 500,
        },
        |(status, _)| *status,
    )
}

/// The body of every refusal.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ErrorBody {
    /// Finds the request in the log.
    trace_id: String,
    /// When the request arrived, UTC.
    timestamp: DateTime<Utc>,
    /// For people; may change.
    message: String,
    /// The code; never changes.
    r#type: &'static str,
    /// The faulty fields, all of them, where the request itself is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    fields: Vec<FieldFaultBody>,
    /// At token addresses: the error of OAuth 2.0 (RFC 6749 section 5.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    /// At token addresses: the message once more, where OAuth clients look for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "error_description")]
    error_description: Option<String>,
}

/// One faulty field.
#[derive(Serialize, ToSchema)]
pub(crate) struct FieldFaultBody {
    /// Where: `customer.birth_date`, `cart.items[0].price`.
    path: String,
    /// What is wrong and what would be right.
    message: String,
}

impl From<FieldFault> for FieldFaultBody {
    fn from(fault: FieldFault) -> Self {
        Self { path: fault.path, message: fault.message }
    }
}

/// A refusal before it is known how the route shows it.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) code: ErrorCode,
    pub(crate) message: String,
    pub(crate) fields: Vec<FieldFault>,
    /// Seconds after which to come again, where that is known.
    retry_after: Option<u64>,
}

impl Refusal {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), fields: Vec::new(), retry_after: None }
    }
    pub(crate) fn invalid(fields: Vec<FieldFault>) -> Self {
        let code = kredo_application::code::ARGUMENT_INVALID;
        Self { fields, ..Self::new(code, "the request is not valid; see fields") }
    }
    pub(crate) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    fn answer(self, status: u16, oauth: bool) -> Response {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let (trace_id, timestamp) = request::current();
        let error = oauth.then(|| oauth_error(self.code));
        tracing::info!(code = self.code.name(), "refused");
        metrics::counter!("kredo_refusals_total", "code" => self.code.name()).increment(1);
        let body = ErrorBody {
            trace_id,
            timestamp,
            error_description: error.map(|_| self.message.clone()),
            message: self.message,
            r#type: self.code.name(),
            fields: self.fields.into_iter().map(Into::into).collect(),
            error,
        };
        let mut response = (status, Json(body)).into_response();
        if self.code.kind() == ErrorKind::Unauthenticated {
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
        }
        let soon = (self.code.kind() == ErrorKind::Unavailable).then_some(1);
        if let Some(seconds) = self.retry_after.or(soon) {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// Codes of a grant that does not hold, whatever their kind.
const GRANT_FAULTS: [ErrorCode; 4] =
    [otp::OTP_INVALID, otp::OTP_EXPIRED, otp::OTP_ATTEMPTS_EXCEEDED, otp::OTP_ALREADY_USED];

/// The error of RFC 6749 that fits a code.
fn oauth_error(code: ErrorCode) -> &'static str {
    if GRANT_FAULTS.contains(&code) {
        return "invalid_grant";
    }
    match code.kind() {
        ErrorKind::Unauthenticated => "invalid_client",
        ErrorKind::Unavailable => "temporarily_unavailable",
        ErrorKind::Internal => "server_error",
        _ => "invalid_request",
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = usual_status(self.code);
        self.answer(status, false)
    }
}

impl From<AppError> for Refusal {
    /// The only place where a cause meets the log: whoever asked gets a code and a trace id.
    fn from(error: AppError) -> Self {
        let (code, fields) = (error.code(), error.fields());
        let message = match code.kind() {
            ErrorKind::Internal => {
                tracing::error!(error = &error as &dyn Error, causes = causes(&error), "failed");
                "something went wrong on our side".to_owned()
            }
            ErrorKind::Unavailable => {
                tracing::warn!(error = &error as &dyn Error, causes = causes(&error), "away");
                "not available now; come again later".to_owned()
            }
            _ => error.to_string(),
        };
        Self { fields, ..Self::new(code, message) }
    }
}

fn causes(error: &dyn Error) -> String {
    let mut texts = Vec::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        texts.push(error.to_string());
        cause = error.source();
    }
    texts.join(": ")
}

/// A refusal of a route that declares `E`.
pub(crate) struct Failure<E> {
    refusal: Refusal,
    declared: PhantomData<E>,
}

impl<E, T: Into<AppError>> From<T> for Failure<E> {
    fn from(error: T) -> Self {
        Self { refusal: error.into().into(), declared: PhantomData }
    }
}

impl<E> Failure<E> {
    pub(crate) fn of(refusal: Refusal) -> Self {
        Self { refusal, declared: PhantomData }
    }
    /// A field that must be there under one of several names is under none.
    pub(crate) fn missing(path: &str) -> Self {
        Self::of(Refusal::invalid(vec![FieldFault::new(path, "is required")]))
    }
}

impl<E: RouteErrors> IntoResponse for Failure<E> {
    fn into_response(self) -> Response {
        let code = self.refusal.code;
        let declared = E::TABLE.iter().find(|(_, declared)| *declared == code);
        let status = declared.map_or_else(|| usual_status(code), |(status, _)| *status);
        self.refusal.answer(status, E::OAUTH)
    }
}

impl<A: DescribeAnswer, E: RouteErrors> DescribeAnswer for Result<A, Failure<E>> {
    fn describe(description: &mut Description) {
        A::describe(description);
        for (status, code) in E::TABLE {
            description.refuses(*status, *code);
        }
        description.may_fail();
    }
}

pub(crate) async fn no_such_route() -> Refusal {
    Refusal::new(code::ROUTE_NOT_FOUND, "there is no such address")
}

pub(crate) async fn no_such_method() -> Refusal {
    Refusal::new(code::METHOD_NOT_ALLOWED, "the address does not take this method")
}
