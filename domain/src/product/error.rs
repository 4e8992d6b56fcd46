//! What a product cannot be.

use crate::{Coded, ErrorCode, FieldFault};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        PRODUCT_NOT_FOUND: NotFound = "The lender has no product of this code.";
        PRODUCT_INVALID: Invalid = "The loan product contradicts itself.";
        OFFER_OUTSIDE_PRODUCT: Conflict = "The amount, the term, the age or the date does not fit the loan product.";
        OFFER_BEYOND_LAW: Conflict = "Even at the product's lowest rate the loan would break the law.";
    }
}

/// Why a product cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProductError {
    /// No such product.
    #[error("there is no such product")]
    NotFound,
    /// Fields that contradict each other, all of them.
    #[error("the loan product is wrong: {}", list(.0))]
    Invalid(Vec<FieldFault>),
    /// It cannot be read.
    #[error("the loan product cannot be read: {0}")]
    Unreadable(String),
}

fn list(faults: &[FieldFault]) -> String {
    let texts: Vec<_> = faults.iter().map(|f| format!("{}: {}", f.path, f.message)).collect();
    texts.join("; ")
}

impl Coded for ProductError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::PRODUCT_NOT_FOUND,
            Self::Invalid(_) | Self::Unreadable(_) => code::PRODUCT_INVALID,
        }
    }
    fn fields(&self) -> Vec<FieldFault> {
        match self {
            Self::Invalid(faults) => faults.clone(),
            Self::NotFound | Self::Unreadable(_) => Vec::new(),
        }
    }
}
