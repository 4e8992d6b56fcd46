//! The one error that a use case returns.

use crate::{outside::OutsideError, store::StoreError};
use kredo_domain::{Coded, ErrorCode, ErrorKind, FieldFault};

/// Codes of refusals that belong to no context.
pub mod code {
    kredo_domain::error_codes! {
        ARGUMENT_INVALID: Invalid = "An argument or field is missing or has the wrong form; `fields` names each.";
        CHANGED_MEANWHILE: Conflict = "Somebody else changed the same thing first; read it again and repeat.";
        ALREADY_EXISTS: Conflict = "Something with the same key exists.";
        STORE_UNAVAILABLE: Unavailable = "The database cannot be reached now. Where it went away while a change was being kept, it is not known whether the change was made: look before you repeat what is not harmless to repeat.";
        OUTSIDE_REFUSED: Conflict = "Another system that is needed refused; the message names it.";
        OUTSIDE_UNAVAILABLE: Unavailable = "Another system that is needed does not answer.";
        INTERNAL_ERROR: Internal = "A fault on our side; the trace id finds it in the log.";
    }
}

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A rule said no.
    #[error("{0}")]
    Refused(Box<dyn Coded + Send + Sync>),
    /// Fields or arguments that a rule never saw, since they could not be read.
    #[error("{} is not valid", fields_of(.0))]
    Invalid(Vec<FieldFault>),
    /// The store failed or somebody was faster.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A call to another system brought no answer.
    #[error(transparent)]
    Outside(#[from] OutsideError),
    /// Something outside failed in a way that no rule foresees; the cause is for the log.
    #[error("{what} failed")]
    Internal {
        /// What was being done.
        what: &'static str,
        /// Why it failed.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

fn fields_of(faults: &[FieldFault]) -> String {
    faults.iter().map(|f| f.path.as_str()).collect::<Vec<_>>().join(", ")
}

impl AppError {
    /// Wraps a cause that callers must not see.
    pub fn internal(
        what: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Internal { what, source: source.into() }
    }

    /// The name that clients branch on.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Refused(error) => error.code(),
            Self::Invalid(_) => code::ARGUMENT_INVALID,
            Self::Store(StoreError::Duplicate(_)) => code::ALREADY_EXISTS,
            Self::Store(StoreError::Stale) => code::CHANGED_MEANWHILE,
            Self::Store(StoreError::Unavailable(_)) => code::STORE_UNAVAILABLE,
            Self::Outside(OutsideError::Refused { .. }) => code::OUTSIDE_REFUSED,
            Self::Outside(OutsideError::Unavailable { .. } | OutsideError::Unknown { .. }) => {
                code::OUTSIDE_UNAVAILABLE
            }
            Self::Store(StoreError::ReadOnly | StoreError::Backend(_)) | Self::Internal { .. } => {
                code::INTERNAL_ERROR
            }
        }
    }

    /// What a caller can do about it.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.code().kind()
    }

    /// The fields at fault, all of them.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldFault> {
        match self {
            Self::Refused(error) => error.fields(),
            Self::Invalid(fields) => fields.clone(),
            Self::Store(_) | Self::Outside(_) | Self::Internal { .. } => Vec::new(),
        }
    }

    /// Whether running the same use case again may succeed at once.
    #[must_use]
    pub const fn is_stale(&self) -> bool {
        matches!(self, Self::Store(StoreError::Stale))
    }
}

impl<E: Coded + Send + Sync + 'static> From<E> for AppError {
    fn from(refusal: E) -> Self {
        Self::Refused(Box::new(refusal))
    }
}
