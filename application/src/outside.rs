//! Calls to systems that are not ours.

use std::{error::Error, fmt};
use uuid::Uuid;

/// Names one call for ever: a system that has seen the key does not act a second time.
///
/// For a step of a flow it is `flow guid/step number`, for an order to pay the order's guid.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallKey(String);

impl CallKey {
    /// The key of a flow's step.
    #[must_use]
    pub fn of_step(flow: Uuid, step: i64) -> Self {
        Self(format!("{flow}/{step}"))
    }
    /// The key of a call that has a guid of its own.
    #[must_use]
    pub fn of(guid: Uuid) -> Self {
        Self(guid.to_string())
    }
    /// The key of one of the messages that carry a challenge's codes: 0 is the first.
    #[must_use]
    pub fn of_code(challenge: Uuid, round: u32) -> Self {
        Self(format!("{challenge}/{round}"))
    }
    /// For adapters: a key that a store kept.
    #[must_use]
    pub const fn restore(text: String) -> Self {
        Self(text)
    }
    /// The text that is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CallKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a call to another system brought no answer. What is done next depends on what the other
/// side may have done.
#[derive(Debug, thiserror::Error)]
pub enum OutsideError {
    /// It did nothing and would do nothing if asked again in the same way: a wrong request, or one
    /// that it does not grant.
    #[error("{system} refused: {reason}")]
    Refused {
        /// Who was asked.
        system: &'static str,
        /// Its reason, without personal data.
        reason: String,
    },
    /// It did nothing: no connection, or a plain "later". The same call may pass later.
    #[error("{system} cannot be reached")]
    Unavailable {
        /// Who was asked.
        system: &'static str,
        /// Why.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// It may have acted: a time-out after sending, an answer that cannot be read. Where the port
    /// can ask what became of the call, ask before calling again.
    #[error("it is not known what {system} did")]
    Unknown {
        /// Who was asked.
        system: &'static str,
        /// Why.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}
