//! What the document context refuses.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        CUSTOMER_DOCUMENT_NOT_FOUND: NotFound = "No document has this guid.";
    }
}

/// Why a document cannot be had or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// No such document.
    #[error("there is no such document")]
    NotFound,
}

impl Coded for DocumentError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::CUSTOMER_DOCUMENT_NOT_FOUND,
        }
    }
}
