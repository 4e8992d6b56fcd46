//! The public half of a key.

use crate::jose;
use ed25519_dalek::{
    VerifyingKey,
    pkcs8::{EncodePublicKey, spki::der::pem::LineEnding},
};
use jsonwebtoken::{
    Algorithm, DecodingKey,
    jwk::{Jwk, PublicKeyUse, ThumbprintHash},
};
use serde_json::Value;
use std::error::Error;

/// A public Ed25519 key, in the forms that others read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    id: String,
    bytes: [u8; 32],
    pem: String,
    jwk: Value,
}

impl PublicKey {
    pub(super) fn try_new(key: &VerifyingKey) -> Result<Self, Box<dyn Error + Send + Sync>> {
        jose::install();
        let bytes = key.to_bytes();
        let decoding = DecodingKey::from_ed_der(&bytes);
        let mut jwk = Jwk::from_decoding_key(&decoding, Some(Algorithm::EdDSA))?;
        let id = jwk.thumbprint(ThumbprintHash::SHA256)?;
        jwk.common.key_id = Some(id.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        let pem = key.to_public_key_pem(LineEnding::LF)?;
        Ok(Self { id, bytes, pem, jwk: serde_json::to_value(jwk)? })
    }

    /// Its name in signatures (`kid`): the thumbprint by RFC 7638, SHA-256, base64url.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The point, as RFC 8032 encodes it.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// As PEM (`BEGIN PUBLIC KEY`, RFC 8410).
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// As JSON Web Key (RFC 8037): `kty` OKP, `crv` Ed25519, `x`, `kid`, `alg`, `use`.
    #[must_use]
    pub const fn jwk(&self) -> &Value {
        &self.jwk
    }
}
