//! What a failed call means to its caller.

use super::super::{unavailable, unknown};
use kredo_application::outside::OutsideError;
use object_store::client::{HttpError, HttpErrorKind};
use reqwest::StatusCode;
use std::{error::Error, fmt};

/// A status that is no success, with the storage's own code: 403 `SignatureDoesNotMatch`.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    status: StatusCode,
    code: Option<String>,
}

impl Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it answered {}", self.status)?;
        self.code.iter().try_for_each(|code| write!(f, ", {code}"))?;
        self.advice().iter().try_for_each(|advice| write!(f, ": {advice}"))
    }
}

impl Refusal {
    /// Of an answer; of its body only what looks like a code.
    pub(super) fn read(status: StatusCode, body: &[u8]) -> Self {
        let body = String::from_utf8_lossy(body);
        let code = body.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
        let is_code = |code: &&str| {
            (1..=64).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric())
        };
        let code = code.map(|(code, _)| code).filter(is_code).map(str::to_owned);
        Self { status, code }
    }

    /// The one among the causes of a client's error.
    pub(super) fn of<'e>(fault: &'e (dyn Error + 'static)) -> Option<&'e Self> {
        causes(fault).find_map(|cause| cause.downcast_ref())
    }

    /// Whether there is the bucket, and no object of this name in it.
    pub(super) fn is_no_such_object(&self) -> bool {
        self.status == StatusCode::NOT_FOUND && self.code() != "NoSuchBucket"
    }
    /// Whether an object of this name is there.
    pub(super) fn is_taken(&self) -> bool {
        self.status == StatusCode::PRECONDITION_FAILED
    }
    /// Whether the storage did nothing and may do it later: it is busy, or somebody else writes the
    /// same object in this moment.
    pub(super) fn did_nothing_for_now(&self) -> bool {
        match self.status {
            StatusCode::REQUEST_TIMEOUT | StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS => {
                true
            }
            // Without a code it is of whatever stands before the storage.
            StatusCode::SERVICE_UNAVAILABLE => self.code.is_some(),
            _ => false,
        }
    }
    /// Whether it says nothing of what was done.
    pub(super) fn is_of_the_server(&self) -> bool {
        self.status.is_server_error() && !self.did_nothing_for_now()
    }

    fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }

    /// What whoever runs the installation can do.
    fn advice(&self) -> Option<&'static str> {
        match (self.code(), self.status.as_u16()) {
            ("NoSuchBucket", _) => Some("make the bucket, or name another"),
            ("InvalidAccessKeyId" | "SignatureDoesNotMatch", _) | (_, 401) => {
                Some("check the id of the access key and its secret")
            }
            ("RequestTimeTooSkewed", _) => Some("set this machine's clock"),
            ("AuthorizationHeaderMalformed" | "PermanentRedirect", _) | (_, 300..=399) => {
                Some("check the region and the endpoint of the bucket")
            }
            (_, 403) => Some(
                "the key must be allowed to put, get and delete objects and to list the bucket",
            ),
            (_, 501) => Some("the storage has to know conditional writes (If-None-Match)"),
            _ => None,
        }
    }
}

/// Of a write.
pub(super) fn of_write(fault: object_store::Error) -> OutsideError {
    let did_nothing = match Refusal::of(&fault) {
        Some(refusal) => {
            !refusal.is_of_the_server() || refusal.status == StatusCode::NOT_IMPLEMENTED
        }
        None => causes(&fault).any(is_unconnected),
    };
    if did_nothing { of_question(fault) } else { unknown(told(fault)) }
}

/// Of a question, and of a deletion: whatever became of it, it can be repeated.
pub(super) fn of_question(fault: object_store::Error) -> OutsideError {
    unavailable(told(fault))
}

/// The client's error says each of its causes again in the next one.
fn told(fault: object_store::Error) -> Box<dyn Error + Send + Sync> {
    if let Some(refusal) = Refusal::of(&fault) {
        return refusal.clone().into();
    }
    let carried = causes(&fault).filter(|cause| cause.is::<HttpError>()).last();
    match carried.and_then(Error::source) {
        Some(cause) => {
            let texts: Vec<_> = causes(cause).map(ToString::to_string).collect();
            texts.join(": ").into()
        }
        None => fault.into(),
    }
}

fn is_unconnected(cause: &(dyn Error + 'static)) -> bool {
    let http = cause.downcast_ref::<HttpError>();
    http.is_some_and(|fault| fault.kind() == HttpErrorKind::Connect)
}

fn causes<'e>(fault: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(fault), |&fault| fault.source())
}
