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
    Phone,
    loan_application::{Fingerprint, LoanApplicationId},
    otp::{CodeHash, OtpChallengeId},
};
use rand::{TryRng, rngs::SysRng};
use secrecy::zeroize::Zeroizing;
use sha2::Sha256;
use uuid::Builder;

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

    /// The first bytes of a digest; at most 32.
    fn bytes<const N: usize>(
        &self,
        purpose: &str,
        id: impl std::fmt::Display,
        text: &str,
    ) -> [u8; N] {
        let digest = self.mac(purpose, id, text).map(|mac| mac.finalize().into_bytes());
        digest.and_then(|all| all.first_chunk::<N>().copied()).unwrap_or([0; N])
    }
}

fn random<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    SysRng
        .try_fill_bytes(&mut bytes)
        .map_err(|cause| AppError::internal("drawing a code", cause))?;
    Ok(bytes)
}

/// The code that a random number stands for; none for numbers beyond the last whole round of
/// codes, which would make some codes likelier.
fn code_of(number: u64, digits: u32) -> Option<String> {
    let codes = 10_u64.saturating_pow(digits);
    let fair = u64::MAX - u64::MAX % codes;
    let width = usize::try_from(digits).unwrap_or_default();
    (number < fair).then(|| format!("{:0width$}", number % codes))
}

impl CodeVault for KeyedCodes {
    fn draw(&self, digits: u32) -> Result<String, AppError> {
        loop {
            if let Some(code) = code_of(u64::from_le_bytes(random()?), digits) {
                return Ok(code);
            }
        }
    }

    fn login_code(&self, challenge: OtpChallengeId, round: u32, digits: u32) -> String {
        let mut tried = 0_u64;
        loop {
            let place = format!("{round}/{tried}");
            let drawn = self.bytes::<8>("login code", challenge, &place);
            if let Some(code) = code_of(u64::from_le_bytes(drawn), digits) {
                return code;
            }
            tried = tried.wrapping_add(1);
        }
    }

    fn login_challenge(&self, phone: &Phone, after: Option<OtpChallengeId>) -> OtpChallengeId {
        // Keyed: a guid must not tell the phone to who tries all phones.
        let after = after.map_or_else(|| "none".to_owned(), |id| id.to_string());
        let bytes = self.bytes::<16>("login challenge", after, phone.digits());
        OtpChallengeId::new(Builder::from_custom_bytes(bytes).into_uuid())
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
    fn a_login_code_is_the_same_each_time_and_another_one_for_each_round_challenge_and_key() {
        let codes = codes();
        let of = |n, round| codes.login_code(challenge(n), round, 10);
        assert_eq!(of(1, 0), of(1, 0));
        let other_key = super::tests::codes().login_code(challenge(1), 0, 10);
        let all = BTreeSet::from([of(1, 0), of(1, 1), of(2, 0), other_key]);
        assert_eq!(all.len(), 4);
        let many: BTreeSet<_> = (0..400).map(|n| codes.login_code(challenge(n), 0, 4)).collect();
        assert!(many.len() > 300 && many.iter().all(|code| code.len() == 4));
        let first: BTreeSet<_> = many.iter().map(|code| code.as_bytes()[0]).collect();
        assert_eq!(first.len(), 10, "leading zeros are kept");
    }

    #[test]
    fn numbers_beyond_the_last_whole_round_stand_for_no_code() {
        assert_eq!(code_of(10_042, 4).as_deref(), Some("0042"));
        assert_eq!(code_of(u64::MAX - u64::MAX % 10_000 - 1, 4).as_deref(), Some("9999"));
        assert_eq!(code_of(u64::MAX - u64::MAX % 10_000, 4), None);
    }

    #[test]
    fn a_phones_next_login_has_one_guid_that_does_not_tell_the_phone() {
        let codes = codes();
        let phone = |digits: &str| Phone::restore(digits.to_owned());
        let first = codes.login_challenge(&phone("79010000001"), None);
        assert_eq!(codes.login_challenge(&phone("79010000001"), None), first);
        let others = [
            codes.login_challenge(&phone("79010000001"), Some(first)),
            codes.login_challenge(&phone("79010000002"), None),
            super::tests::codes().login_challenge(&phone("79010000001"), None),
        ];
        assert!(!others.contains(&first));
        assert_eq!(first.guid().get_version_num(), 8);
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
