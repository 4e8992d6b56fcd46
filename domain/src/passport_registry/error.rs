//! What the register refuses.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        PASSPORT_REGISTER_EMPTY: Invalid = "The edition lists no passport, so it is none; the register stays as it was.";
        PASSPORT_REGISTER_EDITION_TO_COME: Invalid = "The edition's date is still to come.";
    }
}

/// A series and a number that are no passport's. Does not repeat them: they are personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a passport has a series of 4 digits and a number of 6")]
pub struct PassportKeyError;

/// Why an edition does not become the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassportRegistryError {
    /// It lists nothing.
    #[error("the edition lists no passport")]
    Empty,
    /// Its date has not come.
    #[error("the edition's date is still to come")]
    EditionToCome,
}

impl Coded for PassportRegistryError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::Empty => code::PASSPORT_REGISTER_EMPTY,
            Self::EditionToCome => code::PASSPORT_REGISTER_EDITION_TO_COME,
        }
    }
}
