//! What a failed exchange means to its caller.

use kredo_application::outside::OutsideError;
use reqwest::StatusCode;
use std::error::Error;

type Source = Box<dyn Error + Send + Sync>;

/// Why an exchange brought no answer, by what the other side may have done.
#[derive(Debug)]
pub(super) enum Fault {
    /// The other side got nothing.
    NotSent(Source),
    /// It did nothing and says "later".
    Later(Status),
    /// It did nothing and says no.
    Refused { status: StatusCode, code: Option<String> },
    /// It may have done anything.
    Unclear(Source),
}

/// A status that is no answer.
#[derive(Debug, thiserror::Error)]
#[error("it answered {status}{}", retry_after.as_deref().map(|when| format!(", retry after {when}")).unwrap_or_default())]
pub(super) struct Status {
    pub(super) status: StatusCode,
    pub(super) retry_after: Option<String>,
}

/// An answer whose body is of no use.
#[derive(Debug, thiserror::Error)]
pub(super) enum BadBody {
    #[error("its answer is longer than {0} bytes")]
    TooLong(usize),
    #[error("its answer has another form, at line {line}, column {column}")]
    OtherForm { line: usize, column: usize },
}

impl Fault {
    /// Of a request that did not come back with an answer.
    pub(super) fn of_sending(fault: reqwest::Error) -> Self {
        // The query of an address names the key.
        let fault = fault.without_url();
        if fault.is_connect() || fault.is_builder() {
            Self::NotSent(fault.into())
        } else {
            Self::Unclear(fault.into())
        }
    }

    /// For a request that acts.
    pub(super) fn of_action(self, system: &'static str) -> OutsideError {
        match self {
            Self::NotSent(source) => OutsideError::Unavailable { system, source },
            Self::Later(status) => OutsideError::Unavailable { system, source: status.into() },
            Self::Refused { status, code } => {
                let reason = code.unwrap_or_else(|| format!("it answered {status}"));
                OutsideError::Refused { system, reason }
            }
            Self::Unclear(source) => OutsideError::Unknown { system, source },
        }
    }

    /// For a question: whatever became of it, it acted on nothing.
    pub(super) fn of_question(self, system: &'static str) -> OutsideError {
        match self.of_action(system) {
            OutsideError::Unknown { system, source } => {
                OutsideError::Unavailable { system, source }
            }
            fault @ (OutsideError::Refused { .. } | OutsideError::Unavailable { .. }) => fault,
        }
    }
}
