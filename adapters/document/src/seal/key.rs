//! Reading keys.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use ed25519_dalek::{SigningKey, VerifyingKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Why a key was refused. Never shows any of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No private key.
    #[error("not an Ed25519 private key (PKCS#8, PEM)")]
    Private,
    /// No public key, or one that would accept forgeries.
    #[error("not an Ed25519 public key (SPKI, PEM)")]
    Public,
    /// No set of keys.
    #[error("not a JWK set with an Ed25519 key")]
    Set,
}

/// A key and its id.
type Named = (String, VerifyingKey);

/// The key's thumbprint by RFC 7638 and RFC 8037: two programs name the same key the same way.
pub(super) fn thumbprint(key: &VerifyingKey) -> String {
    let x = BASE64.encode(key.as_bytes());
    BASE64.encode(Sha256::digest(format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#)))
}

pub(super) fn private_from_pem(pem: &str) -> Result<SigningKey, KeyError> {
    SigningKey::from_pkcs8_pem(pem).map_err(|_| KeyError::Private)
}

pub(super) fn public_from_pem(pem: &str) -> Result<Named, KeyError> {
    let key = VerifyingKey::from_public_key_pem(pem).map_err(|_| KeyError::Public)?;
    strong(key).ok_or(KeyError::Public)
}

/// A JWK set (RFC 7517), as far as it matters here.
#[derive(Deserialize)]
struct JwkSet {
    keys: Vec<Jwk>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    #[serde(default)]
    crv: String,
    #[serde(default)]
    x: String,
}

pub(super) fn public_from_jwks(json: &str) -> Result<Vec<Named>, KeyError> {
    let set: JwkSet = serde_json::from_str(json).map_err(|_| KeyError::Set)?;
    let ed25519 = set.keys.iter().filter(|key| key.kty == "OKP" && key.crv == "Ed25519");
    let keys =
        ed25519.map(|jwk| jwk_key(jwk).ok_or(KeyError::Set)).collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() { Err(KeyError::Set) } else { Ok(keys) }
}

fn jwk_key(jwk: &Jwk) -> Option<Named> {
    let bytes = BASE64.decode(&jwk.x).ok()?;
    strong(VerifyingKey::from_bytes(bytes.as_slice().try_into().ok()?).ok()?)
}

/// Refuses the few keys under which signatures prove nothing.
fn strong(key: VerifyingKey) -> Option<Named> {
    (!key.is_weak()).then(|| (thumbprint(&key), key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thumbprint_is_that_of_rfc_8037() {
        let jwks = r#"{"keys":[{"kty":"OKP","crv":"Ed25519",
            "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;
        let keys = public_from_jwks(jwks).unwrap();
        assert_eq!(keys[0].0, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
