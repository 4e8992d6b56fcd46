//! One-time codes: sent to a phone, bound to a document, few tries.
//!
//! A simple electronic signature (63-FZ art. 5 and 9) is a code that only the holder of a phone
//! can know. What is decided here is when a code is good; making, sending, hashing and comparing
//! codes is done elsewhere.

mod challenge;
mod error;
mod exception;
mod policy;
#[cfg(test)]
mod properties;

pub use challenge::{
    Attempt, CheckOutcome, CodeHash, NewOtpChallenge, OtpChallenge, OtpChallengeRecord, OtpEvent,
    OtpHappening, OtpPurpose, OtpState, ResendOutcome,
};
pub use error::{OtpError, code};
pub use exception::{OtpException, OtpExceptionId};
pub use policy::{OtpPolicy, OtpRules};

use crate::Id;

/// Identifies a challenge: the signing request's id in a contract and in its seal.
pub type OtpChallengeId = Id<OtpChallenge>;
