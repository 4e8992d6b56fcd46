//! The lender's seal: a detached JWS after the end of the PDF.
//!
//! A sealed file is the document, byte for byte, followed by
//!
//! ```text
//! \n%KREDO-SEAL-1 <header>..<signature>\n%%EOF\n
//! ```
//!
//! which PDF readers take for a comment. The part between is a JWS in the detached compact form
//! (RFC 7515 appendix F) with an unencoded payload (RFC 7797): the signature covers the header, a
//! dot and the document's bytes. The header names the algorithm, the key and the evidence of the
//! borrower's signature, so none of them can be changed either. Any JOSE library can check it.

mod header;
mod key;
mod trailer;

pub use key::KeyError;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use header::Header;
use kredo_application::{
    Sha256Sum,
    loan_application::contract_document::{
        DocumentSigner, SealError, SealEvidence, SealVerifier, VerifiedSeal,
    },
};

/// Seals with an Ed25519 key.
pub struct Ed25519Signer {
    key: SigningKey,
    key_id: String,
}

impl Ed25519Signer {
    /// Reads the private key, PKCS#8 in PEM.
    ///
    /// # Errors
    /// [`KeyError::Private`] when it is none.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let key = key::private_from_pem(pem)?;
        Ok(Self { key_id: key::thumbprint(&key.verifying_key()), key })
    }
    /// A verifier that knows this key.
    #[must_use]
    pub fn verifier(&self) -> Ed25519Verifier {
        Ed25519Verifier { keys: vec![(self.key_id.clone(), self.key.verifying_key())] }
    }
}

impl DocumentSigner for Ed25519Signer {
    fn key_id(&self) -> &str {
        &self.key_id
    }

    fn seal(&self, pdf: &[u8], evidence: &SealEvidence) -> Result<Vec<u8>, SealError> {
        if trailer::split(pdf).is_ok() {
            return Err(SealError::AlreadySealed);
        }
        if !trailer::is_pdf(pdf) {
            return Err(SealError::NotPdf);
        }
        if hash(pdf) != evidence.document {
            return Err(SealError::AnotherDocument);
        }
        let header = BASE64.encode(Header::of(&self.key_id, evidence).to_json()?);
        let signature = self.key.sign(&signing_input(&header, pdf));
        let signature = BASE64.encode(signature.to_bytes());
        trailer::join(pdf, &format!("{header}..{signature}"))
    }
}

/// Checks seals against Ed25519 keys.
pub struct Ed25519Verifier {
    keys: Vec<(String, VerifyingKey)>,
}

impl Ed25519Verifier {
    /// Reads one public key, SPKI in PEM.
    ///
    /// # Errors
    /// [`KeyError::Public`] when it is none.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        Ok(Self { keys: vec![key::public_from_pem(pem)?] })
    }
    /// Reads the Ed25519 keys of a JWK set; keys of other kinds are passed over.
    ///
    /// # Errors
    /// [`KeyError::Set`] when it is no set or holds no such key.
    pub fn from_jwks(json: &str) -> Result<Self, KeyError> {
        Ok(Self { keys: key::public_from_jwks(json)? })
    }

    fn key(&self, id: &str) -> Result<&VerifyingKey, SealError> {
        let found = self.keys.iter().find(|(known, _)| known == id).map(|(_, key)| key);
        found.ok_or_else(|| SealError::UnknownKey(id.to_owned()))
    }
}

impl SealVerifier for Ed25519Verifier {
    fn verify(&self, file: &[u8]) -> Result<VerifiedSeal, SealError> {
        let (document, seal) = trailer::split(file)?;
        if trailer::split(document).is_ok() {
            return Err(SealError::AlreadySealed);
        }
        if !trailer::is_pdf(document) {
            return Err(SealError::NotPdf);
        }
        let (encoded, signature) =
            seal.split_once("..").ok_or(SealError::Damaged("its two parts are not there"))?;
        let signature = signature_of(signature)?;
        let json =
            BASE64.decode(encoded).map_err(|_| SealError::Damaged("header is not base64"))?;
        let header = Header::from_json(&json)?;
        let key = self.key(&header.kid)?;
        let hash = hash(document);
        if header.sha256 != hash.to_string() {
            return Err(SealError::DocumentChanged);
        }
        key.verify_strict(&signing_input(encoded, document), &signature)
            .map_err(|_| SealError::WrongSignature)?;
        Ok(header.into_verified(hash))
    }
}

fn signature_of(encoded: &str) -> Result<Signature, SealError> {
    let bytes =
        BASE64.decode(encoded).map_err(|_| SealError::Damaged("signature is not base64"))?;
    Signature::from_slice(&bytes).map_err(|_| SealError::Damaged("signature has a wrong length"))
}

fn signing_input(header: &str, document: &[u8]) -> Vec<u8> {
    [header.as_bytes(), b".", document].concat()
}

fn hash(document: &[u8]) -> Sha256Sum {
    Sha256Sum::of(document)
}
