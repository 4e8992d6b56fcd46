//! What flags refuse.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        FLAG_TYPE_NOT_FOUND: NotFound = "There is no such flag type, or it is not in use any more.";
        FLAG_REASON_NOT_FOUND: NotFound = "There is no such flag reason, or it is not in use any more.";
        FLAG_REASON_INCOMPATIBLE_WITH_TYPE: Conflict = "The reason is known, and not one for this type of flag.";
        FLAG_TYPE_DUPLICATED_NAME: Conflict = "Another flag type has this name.";
        FLAG_REASON_DUPLICATED_NAME: Conflict = "The flag type has another reason of this name.";
        CUSTOMER_FLAG_NOT_FOUND: NotFound = "The customer has no flag of this guid.";
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
    /// Another type has that name.
    #[error("another flag type has this name")]
    TypeNameTaken,
    /// The type has another reason of that name.
    #[error("the flag type has another reason of this name")]
    ReasonNameTaken,
    /// The customer has no flag of that guid.
    #[error("the customer has no such flag")]
    NotFound,
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
            Self::TypeNameTaken => code::FLAG_TYPE_DUPLICATED_NAME,
            Self::ReasonNameTaken => code::FLAG_REASON_DUPLICATED_NAME,
            Self::NotFound => code::CUSTOMER_FLAG_NOT_FOUND,
            Self::AlreadySet => code::INVALID_FLAG_STATE,
            Self::Unreadable(_) => code::FLAG_DIRECTORY_INVALID,
        }
    }
}
