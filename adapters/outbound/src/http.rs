//! How systems are reached over HTTP, and what their answers mean.
//!
//! All of them speak JSON. The call's key goes in the header `Idempotency-Key`, so that a repeated
//! request acts once; a token, where there is one, goes as `Authorization: Bearer`. An error's body
//! is `{"code": "LIMIT_REACHED"}`; other fields are not read.
//!
//! | answer to a request that acts | means |
//! |---|---|
//! | 2xx with the promised body | done |
//! | no connection, or none in time; TLS failed | [`Unavailable`]: nothing was sent |
//! | 408, 425, 429; 503 with `Retry-After` | [`Unavailable`]: "later" |
//! | other 4xx but 409 | [`Refused`], with the body's code |
//! | 409: the same key is being worked on; 3xx; 5xx | [`Unknown`] |
//! | a body that is cut, too long or not as promised; a connection that breaks; a time-out | [`Unknown`] |
//!
//! A question acts on nothing, so there [`Unknown`] becomes [`Unavailable`], and 404 with the code
//! `KEY_UNKNOWN` says that the key was never seen; any other 404 is a refusal, so that a wrong
//! address is not taken for an answer.
//!
//! Redirects are not followed, proxies of the environment are not used, and no error shows a token, a
//! key or a body.
//!
//! [`Refused`]: kredo_application::outside::OutsideError::Refused
//! [`Unavailable`]: kredo_application::outside::OutsideError::Unavailable
//! [`Unknown`]: kredo_application::outside::OutsideError::Unknown

mod answer;
mod exchange;
mod fault;
mod settings;

pub(crate) use exchange::Exchange;
pub use settings::{HttpSettings, HttpSetupError};

#[cfg(test)]
pub(crate) mod tests;
