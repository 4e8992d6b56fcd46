//! Reading an answer: its status decides, its body is trusted with nothing.

use super::fault::{BadBody, Fault, Status};
use reqwest::{Response, StatusCode, header::RETRY_AFTER};
use serde::{Deserialize, de::DeserializeOwned};

/// No answer of these systems comes near this.
const LONGEST: usize = 1024 * 1024;

/// The code with which a system says that it never saw a key.
pub(super) const KEY_UNKNOWN: &str = "KEY_UNKNOWN";

/// The body of an answer that was promised.
pub(super) async fn read<A: DeserializeOwned>(response: Response) -> Result<A, Fault> {
    let status = response.status();
    if status.is_success() {
        let body = body(response).await?;
        return serde_json::from_slice(&body).map_err(|fault| {
            // The message of the fault itself would quote the body.
            let (line, column) = (fault.line(), fault.column());
            Fault::Unclear(BadBody::OtherForm { line, column }.into())
        });
    }
    let retry_after = retry_after(&response);
    let told = Status { status, retry_after };
    match status {
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => {
            Err(Fault::Later(told))
        }
        StatusCode::SERVICE_UNAVAILABLE if told.retry_after.is_some() => Err(Fault::Later(told)),
        status if status.is_client_error() && status != StatusCode::CONFLICT => {
            Err(Fault::Refused { status, code: code(response).await })
        }
        _ => Err(Fault::Unclear(told.into())),
    }
}

/// A number of seconds or a date, and nothing that only looks like one.
fn retry_after(response: &Response) -> Option<String> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim();
    let is_time = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | ':');
    (!text.is_empty() && text.len() <= 32 && text.chars().all(is_time)).then(|| text.to_owned())
}

async fn body(mut response: Response) -> Result<Vec<u8>, Fault> {
    let unclear = |fault: reqwest::Error| Fault::Unclear(fault.without_url().into());
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unclear)? {
        if body.len() + chunk.len() > LONGEST {
            return Err(Fault::Unclear(BadBody::TooLong(LONGEST).into()));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[derive(Deserialize)]
struct ErrorBody {
    code: String,
}

/// The code of an error; only what looks like one, since anything else may name people.
async fn code(response: Response) -> Option<String> {
    let body = body(response).await.ok()?;
    let ErrorBody { code } = serde_json::from_slice(&body).ok()?;
    let is_word = |c: char| c.is_ascii_uppercase() || c == '_';
    let is_code = code.len() <= 64
        && code.chars().all(|c| is_word(c) || c.is_ascii_digit())
        && code.starts_with(is_word);
    is_code.then_some(code)
}
