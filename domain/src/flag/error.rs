//! What flags refuse.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        FLAG_TYPE_NOT_FOUND: NotFound = "No flag type has this name.";
        FLAG_REASON_NOT_FOUND: NotFound = "No flag reason has this name.";
        FLAG_REASON_INCOMPATIBLE_WITH_TYPE: Conflict = "The reason is known, and not one for this type of flag.";
        INVALID_FLAG_STATE: Conflict = "The customer has this flag for this reason already.";
        FLAG_DIRECTORY_INVALID: Internal = "The table of flag types cannot be read.";
    }
}

/// Why a flag was not put on or taken off.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FlagError {
    /// No such type.
    #[error("there is no such flag type")]
    TypeNotFound,
    /// No such reason, for whatever type.
    #[error("there is no such flag reason")]
    ReasonNotFound,
    /// A reason for other types.
    #[error("the reason is none for this flag type")]
    ReasonIncompatible,
    /// It is on already.
    #[error("the customer has this flag for this reason")]
    AlreadySet,
    /// The table of types is damaged.
    #[error("the table of flag types cannot be read: {0}")]
    Unreadable(String),
}

impl Coded for FlagError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::TypeNotFound => code::FLAG_TYPE_NOT_FOUND,
            Self::ReasonNotFound => code::FLAG_REASON_NOT_FOUND,
            Self::ReasonIncompatible => code::FLAG_REASON_INCOMPATIBLE_WITH_TYPE,
            Self::AlreadySet => code::INVALID_FLAG_STATE,
            Self::Unreadable(_) => code::FLAG_DIRECTORY_INVALID,
        }
    }
}
