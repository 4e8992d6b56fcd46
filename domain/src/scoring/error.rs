//! What the debt burden cannot be computed from.

use crate::{Coded, ErrorCode, Money, MoneyError};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        DEBT_BURDEN_INVALID: Invalid = "The debt burden needs payments and an income that are not negative and not beyond 63 bits of kopecks.";
    }
}

/// Why a debt burden cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoringError {
    /// A payment or an income below zero.
    #[error("payments and income cannot be negative: {0}")]
    AmountNegative(Money),
    /// A sum does not fit, or two currencies met.
    #[error(transparent)]
    Amount(#[from] MoneyError),
}

impl Coded for ScoringError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::AmountNegative(_) | Self::Amount(_) => code::DEBT_BURDEN_INVALID,
        }
    }
}
