//! One-time codes under a key of their own.

use crate::key::KeyRing;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use kredo_application::{
    AppError,
    otp::ports::{CodeVault, SealedCode},
};
use kredo_domain::{
    loan_application::{Fingerprint, LoanApplicationId},
    otp::{CodeHash, OtpChallengeId},
};
use rand::{TryRng, rngs::SysRng};
use secrecy::zeroize::Zeroizing;
use sha2::Sha256;

const NONCE: usize = 24;

/// Why codes cannot be kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeKeyError {
    /// The ring's key gives no key material.
    #[error("no keys can be derived from the key for codes")]
    Derivation,
}

/// Why a sealed code is not one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the code was sealed for another request, or with another key")]
struct NotOurs;

/// Hashes codes with HMAC-SHA256 (RFC 2104) and encrypts them with XChaCha20-Poly1305. Both keys
/// are derived from the ring's key (HKDF, RFC 5869); every code is bound to its challenge.
pub struct KeyedCodes {
    hash: Zeroizing<[u8; 32]>,
    seal: XChaCha20Poly1305,
}

impl KeyedCodes {
    /// Derives the keys from a ring of the purpose [`Codes`](crate::key::KeyPurpose::Codes).
    ///
    /// # Errors
    /// [`CodeKeyError`].
    pub fn try_new(keys: &KeyRing) -> Result<Self, CodeKeyError> {
        let root = Hkdf::<Sha256>::new(None, keys.signing_der());
        let derive = |purpose: &[u8]| {
            let mut key = Zeroizing::new([0_u8; 32]);
            root.expand(purpose, &mut *key).map_err(|_| CodeKeyError::Derivation)?;
            Ok::<_, CodeKeyError>(key)
        };
        let seal = derive(b"kredo one-time codes: seal, 1")?;
        let seal = XChaCha20Poly1305::new(&Key::from(*seal));
        Ok(Self { hash: derive(b"kredo one-time codes: hash, 1")?, seal })
    }

    fn mac(&self, purpose: &str, id: impl std::fmt::Display, code: &str) -> Option<Hmac<Sha256>> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&*self.hash).ok()?;
        // Neither purpose nor guid holds the separator.
        mac.update(format!("{purpose}\n{id}\n{code}").as_bytes());
        Some(mac)
    }

    /// HMAC takes keys of every length, so there always is one.
    fn digest(&self, purpose: &str, id: impl std::fmt::Display, code: &str) -> String {
        let mac = self.mac(purpose, id, code);
        mac.map(|mac| BASE64.encode(mac.finalize().into_bytes())).unwrap_or_default()
    }
}

fn random<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    SysRng
        .try_fill_bytes(&mut bytes)
        .map_err(|cause| AppError::internal("drawing a code", cause))?;
    Ok(bytes)
}

impl CodeVault for KeyedCodes {
    fn draw(&self, digits: u32) -> Result<String, AppError> {
        let codes = 10_u64.saturating_pow(digits);
        // Numbers beyond the last whole round of codes would make some codes likelier.
        let fair = u64::MAX - u64::MAX % codes;
        loop {
            let number = u64::from_le_bytes(random()?);
            if number < fair {
                let width = usize::try_from(digits).unwrap_or_default();
                return Ok(format!("{:0width$}", number % codes));
            }
        }
    }

    fn hash(&self, challenge: OtpChallengeId, code: &str) -> CodeHash {
        CodeHash::new(self.digest("code", challenge, code))
    }

    fn matches(&self, challenge: OtpChallengeId, code: &str, hash: &CodeHash) -> bool {
        let Ok(expected) = BASE64.decode(hash.as_str()) else { return false };
        let mac = self.mac("code", challenge, code);
        mac.is_some_and(|mac| mac.verify_slice(&expected).is_ok())
    }

    fn fingerprint(&self, application: LoanApplicationId, code: &str) -> Fingerprint {
        Fingerprint::new(self.digest("signature", application, code))
    }

    fn seal(&self, challenge: OtpChallengeId, code: &str) -> Result<SealedCode, AppError> {
        let nonce = random::<NONCE>()?;
        let bound = challenge.to_string();
        let payload = Payload { msg: code.as_bytes(), aad: bound.as_bytes() };
        let sealed = self.seal.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| AppError::internal("sealing a code", NotOurs))?;
        Ok(SealedCode::new(BASE64.encode([&nonce[..], &sealed].concat())))
    }

    fn open(&self, challenge: OtpChallengeId, sealed: &SealedCode) -> Result<String, AppError> {
        let failed = || AppError::internal("opening a sealed code", NotOurs);
        let bytes = BASE64.decode(sealed.as_str()).map_err(|_| failed())?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or_else(failed)?;
        let bound = challenge.to_string();
        let payload = Payload { msg: sealed, aad: bound.as_bytes() };
        let code = self.seal.decrypt(&XNonce::from(*nonce), payload).map_err(|_| failed())?;
        String::from_utf8(code).map_err(|_| failed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::KeyPurpose;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn codes() -> KeyedCodes {
        let folder = tempfile::tempdir().unwrap();
        let ring = KeyRing::load_or_create(folder.path(), KeyPurpose::Codes).unwrap();
        KeyedCodes::try_new(&ring).unwrap()
    }

    fn challenge(n: u128) -> OtpChallengeId {
        OtpChallengeId::new(Uuid::from_u128(n))
    }

    #[test]
    fn codes_have_their_length_and_every_digit_comes_first() {
        let codes = codes();
        for digits in [4, 10] {
            let drawn: BTreeSet<_> = (0..400).map(|_| codes.draw(digits).unwrap()).collect();
            assert!(drawn.len() > 300, "they are random");
            let all_digits = |code: &String| code.bytes().all(|b| b.is_ascii_digit());
            assert!(drawn.iter().all(|code| code.len() == digits as usize && all_digits(code)));
            let first: BTreeSet<_> = drawn.iter().map(|code| code.as_bytes()[0]).collect();
            assert_eq!(first.len(), 10, "leading zeros are kept");
        }
    }

    #[test]
    fn a_code_is_known_again_for_its_own_challenge_only() {
        let codes = codes();
        let hash = codes.hash(challenge(1), "1111");
        assert!(codes.matches(challenge(1), "1111", &hash));
        assert!(!codes.matches(challenge(1), "1112", &hash));
        assert!(!codes.matches(challenge(2), "1111", &hash), "another application's code");
        assert!(!codes.matches(challenge(1), "1111", &CodeHash::new("1111".to_owned())));
        assert!(!hash.as_str().contains("1111"));
        assert_ne!(super::tests::codes().hash(challenge(1), "1111"), hash, "another key");
    }

    #[test]
    fn a_fingerprint_tells_requests_apart_and_is_no_hash_of_the_code_alone() {
        let codes = codes();
        let application = |n| LoanApplicationId::new(Uuid::from_u128(n));
        let first = codes.fingerprint(application(1), "1111");
        assert_eq!(codes.fingerprint(application(1), "1111"), first);
        assert_ne!(codes.fingerprint(application(1), "1112"), first);
        assert_ne!(codes.fingerprint(application(2), "1111"), first);
        assert_ne!(first.as_str(), codes.hash(challenge(1), "1111").as_str());
    }

    #[test]
    fn a_sealed_code_is_opened_for_its_own_challenge_and_key_only() {
        let codes = codes();
        let sealed = codes.seal(challenge(1), "0042").unwrap();
        assert_eq!(codes.open(challenge(1), &sealed).unwrap(), "0042");
        assert_ne!(codes.seal(challenge(1), "0042").unwrap(), sealed);
        assert!(codes.open(challenge(2), &sealed).is_err());
        assert!(super::tests::codes().open(challenge(1), &sealed).is_err());
        let mut text = sealed.as_str().to_owned();
        let last = text.pop().unwrap();
        text.push(if last == 'A' { 'Q' } else { 'A' });
        assert!(codes.open(challenge(1), &SealedCode::new(text)).is_err());
        assert!(codes.open(challenge(1), &SealedCode::new("short".to_owned())).is_err());
    }
}
