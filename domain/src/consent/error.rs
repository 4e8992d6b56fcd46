//! What consents refuse.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        CONSENT_NOT_FOUND: NotFound = "The customer never stated anything of this kind that could be withdrawn.";
        CONSENT_CONTRADICTS: Conflict = "Something else was recorded of this kind of consent for the same application; a statement is evidence and is not rewritten.";
    }
}

/// Why a consent is not recorded or withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConsentError {
    /// There is none of that kind.
    #[error("nothing of this kind was ever stated")]
    NotFound,
    /// Another answer, text or document was recorded for the same application and kind.
    #[error("another statement of this kind was recorded for the application")]
    Contradicts,
}

impl Coded for ConsentError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::CONSENT_NOT_FOUND,
            Self::Contradicts => code::CONSENT_CONTRADICTS,
        }
    }
}
