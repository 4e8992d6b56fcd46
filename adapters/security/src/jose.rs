//! What `jsonwebtoken` needs to sign and check with Ed25519, and nothing else.
//!
//! That crate's own set of algorithms brings RSA and two more elliptic curves, of which Kredo uses
//! none, and the RSA crate has a timing weakness without a fix (RUSTSEC-2023-0071). So it is built
//! without them and given Ed25519 from `ed25519-dalek` alone: another algorithm in a token's
//! header is not only forbidden, there is no code for it.

use ed25519_dalek::{Signature, SigningKey, VerifyingKey, pkcs8::DecodePrivateKey};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey,
    crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils},
    errors::{Error, ErrorKind},
    jwk::ThumbprintHash,
    signature,
};
use sha2::{Digest, Sha256};

/// Makes this the process's provider, unless the program around us chose one before. Any provider
/// that knows `EdDSA` serves: keys are handed over in standard encodings.
pub(crate) fn install() {
    let _theirs_is_fine = PROVIDER.install_default();
}

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| signer(*algorithm, key),
    verifier_factory: |algorithm, key| verifier(*algorithm, key),
    key_utils: KeyUtils {
        rsa_pub_components_from_private_key: |_| Err(unsupported()),
        rsa_pub_components_from_public_key: |_| Err(unsupported()),
        ec_pub_components_from_private_key: |_, _| Err(unsupported()),
        ed_pub_components_from_private_key: |der, _| {
            Ok(signing_key(der)?.verifying_key().to_bytes().to_vec())
        },
        compute_digest: |data, function| digest(data, &function),
    },
};

fn signer(algorithm: Algorithm, key: &EncodingKey) -> Result<Box<dyn JwtSigner>, Error> {
    match algorithm {
        Algorithm::EdDSA => Ok(Box::new(Ed25519Signer(signing_key(key.as_bytes())?))),
        _ => Err(unsupported()),
    }
}

fn verifier(algorithm: Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>, Error> {
    match algorithm {
        Algorithm::EdDSA => Ok(Box::new(Ed25519Verifier(verifying_key(key.try_get_as_bytes()?)?))),
        _ => Err(unsupported()),
    }
}

fn digest(data: &[u8], function: &ThumbprintHash) -> Result<Vec<u8>, Error> {
    match function {
        ThumbprintHash::SHA256 => Ok(Sha256::digest(data).to_vec()),
        _ => Err(unsupported()),
    }
}

fn signing_key(der: &[u8]) -> Result<SigningKey, Error> {
    SigningKey::from_pkcs8_der(der).map_err(|_| ErrorKind::InvalidEddsaKey.into())
}

fn verifying_key(bytes: &[u8]) -> Result<VerifyingKey, Error> {
    VerifyingKey::try_from(bytes).map_err(|_| ErrorKind::InvalidEddsaKey.into())
}

fn unsupported() -> Error {
    ErrorKind::UnsupportedAlgorithm.into()
}

struct Ed25519Signer(SigningKey);

impl signature::Signer<Vec<u8>> for Ed25519Signer {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(ed25519_dalek::Signer::sign(&self.0, message).to_vec())
    }
}

impl JwtSigner for Ed25519Signer {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDSA
    }
}

struct Ed25519Verifier(VerifyingKey);

impl signature::Verifier<Vec<u8>> for Ed25519Verifier {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        let refused = |_| signature::Error::new();
        let signature = Signature::from_slice(signature).map_err(refused)?;
        self.0.verify_strict(message, &signature).map_err(refused)
    }
}

impl JwtVerifier for Ed25519Verifier {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDSA
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::{Header, encode, jwk::Jwk};
    use serde_json::json;

    #[test]
    fn there_is_no_code_for_other_algorithms() {
        install();
        for algorithm in [Algorithm::HS256, Algorithm::RS256, Algorithm::ES256] {
            let key = match algorithm {
                Algorithm::RS256 => EncodingKey::from_rsa_der(&[0; 32]),
                Algorithm::ES256 => EncodingKey::from_ec_der(&[0; 32]),
                _ => EncodingKey::from_secret(&[0; 32]),
            };
            let refused = encode(&Header::new(algorithm), &json!({}), &key).unwrap_err();
            assert_eq!(refused.kind(), &ErrorKind::UnsupportedAlgorithm, "{algorithm:?}");
        }
    }

    #[test]
    fn a_key_that_is_none_is_an_error_and_no_panic() {
        install();
        for bytes in [&[][..], &[0; 31], &[0; 48]] {
            let key = EncodingKey::from_ed_der(bytes);
            assert!(encode(&Header::new(Algorithm::EdDSA), &json!({}), &key).is_err());
            assert!(verifier(Algorithm::EdDSA, &DecodingKey::from_ed_der(bytes)).is_err());
            assert!(Jwk::from_encoding_key(&key, Algorithm::EdDSA).is_err());
        }
    }
}
