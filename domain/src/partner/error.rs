//! What a partner's record refuses.

use crate::{Coded, ErrorCode, FieldFault};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        PARTNER_NOT_FOUND: NotFound = "No partner has this name.";
        PARTNER_INVALID: Invalid = "A partner's title is empty, or its taxpayer number has a wrong form.";
    }
}

/// Why a partner is not recorded or not found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartnerError {
    /// No such partner.
    #[error("there is no such partner")]
    NotFound,
    /// Fields that no partner can have, all of them.
    #[error("the partner is wrong: {}", list(.0))]
    Invalid(Vec<FieldFault>),
}

fn list(faults: &[FieldFault]) -> String {
    faults.iter().map(|f| format!("{} {}", f.path, f.message)).collect::<Vec<_>>().join("; ")
}

impl Coded for PartnerError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::PARTNER_NOT_FOUND,
            Self::Invalid(_) => code::PARTNER_INVALID,
        }
    }
    fn fields(&self) -> Vec<FieldFault> {
        match self {
            Self::Invalid(faults) => faults.clone(),
            Self::NotFound => Vec::new(),
        }
    }
}
