//! New secrets.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kredo_application::{AppError, identity::ports::SecretSource};
use rand::{TryRng, rngs::SysRng};
use secrecy::zeroize::Zeroizing;

/// Draws secrets of 256 bits from the operating system, as 43 letters, digits, `-` and `_`
/// (base64url, RFC 4648 section 5, without padding).
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemSecrets;

impl SecretSource for SystemSecrets {
    fn secret(&self) -> Result<String, AppError> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        SysRng
            .try_fill_bytes(&mut *bytes)
            .map_err(|error| AppError::internal("drawing a secret", error))?;
        Ok(URL_SAFE_NO_PAD.encode(bytes.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_secret_has_256_bits_in_characters_that_need_no_quoting() {
        let secret = SystemSecrets.secret().unwrap();
        assert_eq!(URL_SAFE_NO_PAD.decode(&secret).unwrap().len(), 32);
        assert!(secret.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)), "{secret}");
    }

    #[test]
    fn no_two_secrets_are_equal() {
        let drawn: BTreeSet<_> = (0..1_000).map(|_| SystemSecrets.secret().unwrap()).collect();
        assert_eq!(drawn.len(), 1_000);
    }
}
