//! What identification refuses.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        IDENTIFICATION_METHOD_NOT_FOUND: NotFound = "There is no such method of identification, or it is not in use.";
        DUPLICATE_NAME_AND_TYPE: Conflict = "Another method of identification has this name and type.";
        IDENTIFICATION_NOT_FOUND: NotFound = "No identification on record has this guid.";
        IDENTIFICATION_ATTEMPTS_EXCEEDED: Conflict = "The customer has tried this method for this application as often as the directory of methods allows; cancelled attempts do not count.";
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
    /// No record of that guid.
    #[error("there is no such identification on record")]
    NotFound,
    /// As many attempts as the method allows count already.
    #[error("the customer has no attempt left by this method for this application")]
    AttemptsExceeded,
}

impl Coded for IdentificationError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::MethodNotFound => code::IDENTIFICATION_METHOD_NOT_FOUND,
            Self::MethodTaken => code::DUPLICATE_NAME_AND_TYPE,
            Self::NotFound => code::IDENTIFICATION_NOT_FOUND,
            Self::AttemptsExceeded => code::IDENTIFICATION_ATTEMPTS_EXCEEDED,
        }
    }
}
