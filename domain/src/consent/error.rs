//! What consents refuse.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        CONSENT_CONTRADICTS: Conflict = "Something else was recorded of this kind of consent for the same application; a statement is evidence and is not rewritten.";
    }
}

/// Why a consent is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConsentError {
    /// Another answer, text or document was recorded for the same application and kind.
    #[error("another statement of this kind was recorded for the application")]
    Contradicts,
}

impl Coded for ConsentError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::Contradicts => code::CONSENT_CONTRADICTS,
        }
    }
}
