//! Why a code is not good, or not sent.

use crate::{Coded, ErrorCode, FieldFault};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        OTP_INVALID: Invalid = "The code is wrong; the attempt counts.";
        OTP_EXPIRED: Conflict = "The code is too old; ask for another.";
        OTP_ATTEMPTS_EXCEEDED: Conflict = "The code was entered wrongly too often; ask for another.";
        OTP_LIMIT_EXCEEDED: Conflict = "No further code is sent for this request.";
        OTP_DOCUMENT_MISMATCH: Conflict = "The code was sent for another document, or the document has changed since.";
        OTP_PHONE_MISMATCH: Conflict = "The code was sent to another phone.";
        OTP_ALREADY_USED: Conflict = "Another code was accepted before.";
        OTP_NOT_FOUND: NotFound = "No code was asked for.";
        OTP_EXCEPTION_INVALID: Invalid = "A fixed code has 4 to 10 digits.";
        OTP_POLICY_INVALID: Invalid = "The rules for codes contradict themselves.";
    }
}

/// Why a code is not good, or not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OtpError {
    /// Not this code.
    #[error("the code is wrong, {left} attempts are left")]
    Wrong {
        /// How many tries this code has left.
        left: u32,
    },
    /// Too old.
    #[error("the code has expired")]
    Expired,
    /// Too many tries of this code.
    #[error("the code was entered wrongly too often")]
    AttemptsExceeded,
    /// Too many codes.
    #[error("no further code is sent for this request")]
    LimitExceeded,
    /// For another document.
    #[error("the code was sent for another document")]
    DocumentMismatch,
    /// To another phone.
    #[error("the code was sent to another phone")]
    PhoneMismatch,
    /// Another code was the right one.
    #[error("another code was accepted before")]
    AlreadyUsed,
    /// None was sent.
    #[error("no code was asked for")]
    NotFound,
    /// A fixed code that nobody could type.
    #[error("a fixed code has 4 to 10 digits")]
    ExceptionInvalid,
    /// Rules that cannot be kept, all of them.
    #[error("the rules for codes are wrong: {}", list(.0))]
    PolicyInvalid(Vec<FieldFault>),
}

fn list(faults: &[FieldFault]) -> String {
    let texts: Vec<_> = faults.iter().map(|f| format!("{} {}", f.path, f.message)).collect();
    texts.join("; ")
}

impl Coded for OtpError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::Wrong { .. } => code::OTP_INVALID,
            Self::Expired => code::OTP_EXPIRED,
            Self::AttemptsExceeded => code::OTP_ATTEMPTS_EXCEEDED,
            Self::LimitExceeded => code::OTP_LIMIT_EXCEEDED,
            Self::DocumentMismatch => code::OTP_DOCUMENT_MISMATCH,
            Self::PhoneMismatch => code::OTP_PHONE_MISMATCH,
            Self::AlreadyUsed => code::OTP_ALREADY_USED,
            Self::NotFound => code::OTP_NOT_FOUND,
            Self::ExceptionInvalid => code::OTP_EXCEPTION_INVALID,
            Self::PolicyInvalid(_) => code::OTP_POLICY_INVALID,
        }
    }
    fn fields(&self) -> Vec<FieldFault> {
        match self {
            Self::PolicyInvalid(faults) => faults.clone(),
            Self::Wrong { .. }
            | Self::Expired
            | Self::AttemptsExceeded
            | Self::LimitExceeded
            | Self::DocumentMismatch
            | Self::PhoneMismatch
            | Self::AlreadyUsed
            | Self::NotFound
            | Self::ExceptionInvalid => Vec::new(),
        }
    }
}
