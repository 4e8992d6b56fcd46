//! What handlers take from a request, checked against the schema that is published for it.

mod arriving;
mod body;
mod card_number;
mod csv_file;
mod filter;
mod form;
mod form_file;
mod guid_header;
mod json_filter;
mod page;
mod path;
mod validator;

pub(crate) use body::{FingerprintedBody, JsonBody};
pub(crate) use csv_file::{BadLine, CsvFile, CsvLine};
pub(crate) use filter::Filter;
pub(crate) use form::FormBody;
pub(crate) use guid_header::{GuidHeader, NamedHeader};
pub(crate) use json_filter::{InOneParameter, JsonFilter};
pub(crate) use page::PageOf;
pub(crate) use path::{CustomerGuid, GuidPath, NamePath, PathName};
pub(crate) use validator::Validators;

use crate::{
    failure::{Refusal, code},
    state::SharedState,
};
use axum::body::Body;
use http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::timeout;

/// The largest body that an ordinary operation takes, bytes.
const BODY_LIMIT: usize = 1024 * 1024;

async fn read(body: Body, limit: usize, state: &SharedState) -> Result<Vec<u8>, Refusal> {
    let arrival = timeout(state.body_time(), Limited::new(body, limit).collect()).await;
    let too_slow = |_| Refusal::new(code::REQUEST_TOO_SLOW, "the body did not arrive in time");
    match arrival.map_err(too_slow)? {
        Ok(bytes) => Ok(bytes.to_bytes().into()),
        Err(cause) if cause.is::<LengthLimitError>() => {
            let message = format!("a body has at most {limit} bytes here");
            Err(Refusal::new(code::BODY_TOO_LARGE, message))
        }
        Err(_) => Err(Refusal::new(code::BODY_INVALID, "the body ended before it was complete")),
    }
}

/// Whether the body is said to be of that type, in UTF-8.
fn is_of_type(headers: &HeaderMap, media_type: &str) -> bool {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let mut parts = sent.unwrap_or_default().split(';').map(str::trim);
    let same = parts.next().is_some_and(|sent| sent.eq_ignore_ascii_case(media_type));
    let utf8 = parts.all(|part| match part.split_once('=') {
        Some((name, charset)) if name.trim().eq_ignore_ascii_case("charset") => {
            charset.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    });
    same && utf8
}

/// Refuses a body of another type.
fn expect_type(headers: &HeaderMap, media_type: &'static str) -> Result<(), Refusal> {
    if is_of_type(headers, media_type) {
        return Ok(());
    }
    let message = format!("send Content-Type: {media_type}, in UTF-8");
    Err(Refusal::new(code::MEDIA_TYPE_UNSUPPORTED, message))
}
