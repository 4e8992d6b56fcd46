//! Codes for challenges.

use super::ports::{CodeVault, SealedCode};
use crate::{AppError, UnitOfWork};
use kredo_domain::{
    Phone,
    otp::{CodeHash, OtpChallengeId, OtpPolicy},
};
use std::sync::Arc;

/// Draws codes under a policy; phones with an exception get their fixed code.
#[derive(Clone)]
pub struct OtpCodes {
    vault: Arc<dyn CodeVault>,
    policy: OtpPolicy,
}

/// A code in the two forms in which it may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedCode {
    /// To know it again.
    pub hash: CodeHash,
    /// To send it.
    pub sealed: SealedCode,
}

impl OtpCodes {
    /// Binds the ports.
    #[must_use]
    pub const fn new(vault: Arc<dyn CodeVault>, policy: OtpPolicy) -> Self {
        Self { vault, policy }
    }
    /// The rules for new challenges.
    #[must_use]
    pub const fn policy(&self) -> OtpPolicy {
        self.policy
    }
    /// What keeps codes secret.
    #[must_use]
    pub fn vault(&self) -> &dyn CodeVault {
        &*self.vault
    }

    /// A code for a challenge of that phone.
    ///
    /// # Errors
    /// The store's, or the vault's.
    pub async fn issue(
        &self,
        unit: &mut dyn UnitOfWork,
        challenge: OtpChallengeId,
        phone: &Phone,
    ) -> Result<IssuedCode, AppError> {
        let fixed = unit.otp_exceptions().by_phone(phone).await?;
        let code = match fixed {
            Some(exception) => exception.value.code().to_owned(),
            None => self.vault.draw(self.policy.rules().length)?,
        };
        let hash = self.vault.hash(challenge, &code);
        Ok(IssuedCode { hash, sealed: self.vault.seal(challenge, &code)? })
    }

    /// The code of a login's sending number `round`: the same one each time, unless the phone's
    /// exception has changed.
    ///
    /// # Errors
    /// The store's.
    pub async fn of_login(
        &self,
        unit: &mut dyn UnitOfWork,
        challenge: OtpChallengeId,
        (phone, round): (&Phone, u32),
    ) -> Result<String, AppError> {
        let fixed = unit.otp_exceptions().by_phone(phone).await?;
        Ok(match fixed {
            Some(exception) => exception.value.code().to_owned(),
            None => self.vault.login_code(challenge, round, self.policy.rules().length),
        })
    }
}
