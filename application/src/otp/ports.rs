//! What one-time codes ask of the outside.

use crate::AppError;
use kredo_domain::{
    Phone,
    loan_application::{Fingerprint, LoanApplicationId},
    otp::{CodeHash, OtpChallengeId},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A code on its way to the message that carries it, encrypted: nobody who reads the store learns
/// it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SealedCode(String);

impl SealedCode {
    /// For the adapter that encrypted it.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }
    /// The encrypted form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SealedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedCode(…)")
    }
}

/// Draws codes, and keeps them secret with a key of its own.
pub trait CodeVault: Send + Sync {
    /// A random code of so many digits, each equally likely.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the system gives no randomness.
    fn draw(&self, digits: u32) -> Result<String, AppError>;

    /// The code of that challenge's login sending number `round`: each code equally likely to who
    /// does not know the key, and the same one each time, so that it can be sent again without
    /// having been kept.
    fn login_code(&self, challenge: OtpChallengeId, round: u32, digits: u32) -> String;

    /// The guid of the only challenge that can follow `after` for a login with that phone: whoever
    /// issues it second meets the first.
    fn login_challenge(&self, phone: &Phone, after: Option<OtpChallengeId>) -> OtpChallengeId;

    /// The hash by which a code of that challenge is known again.
    fn hash(&self, challenge: OtpChallengeId, code: &str) -> CodeHash;

    /// Whether the code has that hash; takes the same time for every code.
    fn matches(&self, challenge: OtpChallengeId, code: &str, hash: &CodeHash) -> bool;

    /// What tells one signing request from another without telling the code.
    fn fingerprint(&self, application: LoanApplicationId, code: &str) -> Fingerprint;

    /// Encrypts a code for its way to the message.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the system gives no randomness.
    fn seal(&self, challenge: OtpChallengeId, code: &str) -> Result<SealedCode, AppError>;

    /// Decrypts it.
    ///
    /// # Errors
    /// [`AppError::Internal`] when it was sealed for another challenge or with another key.
    fn open(&self, challenge: OtpChallengeId, sealed: &SealedCode) -> Result<String, AppError>;
}
