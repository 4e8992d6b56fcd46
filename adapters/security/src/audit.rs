//! Signatures of the audit trail, with Ed25519 (RFC 8032).

use crate::key::{KeyRing, PublicKey};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey, pkcs8::DecodePrivateKey};
use kredo_application::{
    AppError, Sha256Sum,
    audit::{AuditSigner, AuditVerifier, RecordSignature},
};
use secrecy::ExposeSecret;

/// What is signed names its use, so that a signature over a hash is never taken for another one.
fn message(hash: &Sha256Sum) -> String {
    format!("kredo audit 1 {hash}")
}

/// Signs the trail with the key of a ring.
pub struct AuditKey {
    key: SigningKey,
    id: String,
}

impl AuditKey {
    /// The ring's key that signs.
    ///
    /// # Errors
    /// [`AppError::Internal`] when it is no Ed25519 key.
    pub fn try_new(ring: &KeyRing) -> Result<Self, AppError> {
        let key = SigningKey::from_pkcs8_pem(ring.signing_pem().expose_secret())
            .map_err(|cause| AppError::internal("reading the audit key", cause))?;
        Ok(Self { key, id: ring.signing_public().id().to_owned() })
    }
}

impl AuditSigner for AuditKey {
    fn sign(&self, hash: &Sha256Sum) -> Result<RecordSignature, AppError> {
        let signature = self.key.sign(message(hash).as_bytes());
        Ok(RecordSignature { key: self.id.clone(), value: BASE64.encode(signature.to_bytes()) })
    }
}

/// Knows every key that ever signed the trail.
pub struct AuditPublicKeys(Vec<PublicKey>);

impl AuditPublicKeys {
    /// The public halves of a ring.
    #[must_use]
    pub fn of(ring: &KeyRing) -> Self {
        Self(ring.public_keys().to_vec())
    }
}

impl AuditVerifier for AuditPublicKeys {
    fn holds(&self, hash: &Sha256Sum, signature: &RecordSignature) -> bool {
        let key = self.0.iter().find(|key| key.id() == signature.key);
        let key = key.and_then(|key| VerifyingKey::from_bytes(key.bytes()).ok());
        let bytes = BASE64.decode(&signature.value).ok();
        let signature = bytes.and_then(|bytes| Signature::from_slice(&bytes).ok());
        match (key, signature) {
            (Some(key), Some(signature)) => {
                key.verify_strict(message(hash).as_bytes(), &signature).is_ok()
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::KeyPurpose;
    use kredo_application::audit::ORIGIN;

    #[test]
    fn a_signature_holds_for_its_hash_and_its_key_alone() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let ring = KeyRing::load_or_create(folder.path(), KeyPurpose::Audit).unwrap();
        let stranger = KeyRing::load_or_create(other.path(), KeyPurpose::Audit).unwrap();
        let hash: Sha256Sum = "11".repeat(32).parse().unwrap();
        let signature = AuditKey::try_new(&ring).unwrap().sign(&hash).unwrap();
        let keys = AuditPublicKeys::of(&ring);
        assert!(keys.holds(&hash, &signature));
        assert!(!keys.holds(&ORIGIN, &signature));
        assert!(!AuditPublicKeys::of(&stranger).holds(&hash, &signature));
        let forged = AuditKey::try_new(&stranger).unwrap().sign(&hash).unwrap();
        let forged = RecordSignature { key: signature.key.clone(), ..forged };
        assert!(!keys.holds(&hash, &forged), "another key's signature under this key's name");
        let cut = RecordSignature { value: signature.value[1..].to_owned(), ..signature };
        assert!(!keys.holds(&hash, &cut));
    }
}
