//! Why data is not erased.

use crate::{Coded, ErrorCode, FieldFault};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        PERSONAL_DATA_STILL_NEEDED: Conflict = "The data of this customer is still needed: a loan or an application is open, or the term is not over for which the law has it kept. `fields` names each reason.";
    }
}

/// Why the data of a customer is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PersonalDataError {
    /// It is still needed, for all of these reasons.
    #[error("the data of the customer is still needed")]
    StillNeeded(Vec<FieldFault>),
}

impl Coded for PersonalDataError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::StillNeeded(_) => code::PERSONAL_DATA_STILL_NEEDED,
        }
    }
    fn fields(&self) -> Vec<FieldFault> {
        match self {
            Self::StillNeeded(reasons) => reasons.clone(),
        }
    }
}
