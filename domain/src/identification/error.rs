//! What identification refuses.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        IDENTIFICATION_METHOD_NOT_FOUND: NotFound = "There is no such method of identification.";
        DUPLICATE_NAME_AND_TYPE: Conflict = "Another method of identification has this name and type.";
    }
}

/// Why something was not done to an identification or its directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentificationError {
    /// No such method.
    #[error("there is no such method of identification")]
    MethodNotFound,
    /// Another method has that name and type.
    #[error("another method of identification has this name and type")]
    MethodTaken,
}

impl Coded for IdentificationError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::MethodNotFound => code::IDENTIFICATION_METHOD_NOT_FOUND,
            Self::MethodTaken => code::DUPLICATE_NAME_AND_TYPE,
        }
    }
}
