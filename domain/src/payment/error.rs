//! What an order refuses.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        TRANSACTION_ORDER_NOT_FOUND: NotFound = "No transaction order has this guid.";
        TRANSACTION_ORDER_STATE_MISMATCH: Conflict = "The transaction order has come to another end.";
        TRANSACTION_ORDER_AMOUNT_INVALID: Invalid = "The amount of a transaction order is positive.";
    }
}

/// Why an order does not do what it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// No such order.
    #[error("there is no such transaction order")]
    NotFound,
    /// It ended otherwise.
    #[error("a transaction order that is {state} cannot become {wanted}")]
    StateMismatch {
        /// Where it stands.
        state: &'static str,
        /// What was reported.
        wanted: &'static str,
    },
    /// Zero or less.
    #[error("the amount of a transaction order is positive")]
    AmountInvalid,
}

impl Coded for PaymentError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::TRANSACTION_ORDER_NOT_FOUND,
            Self::StateMismatch { .. } => code::TRANSACTION_ORDER_STATE_MISMATCH,
            Self::AmountInvalid => code::TRANSACTION_ORDER_AMOUNT_INVALID,
        }
    }
}
