//! The seal that binds a printed contract to the evidence of its signature.

use crate::Sha256Sum;
use chrono::{DateTime, Utc};
use kredo_domain::Phone;

impl From<&Sha256Sum> for kredo_domain::loan_application::DocumentHash {
    fn from(hash: &Sha256Sum) -> Self {
        Self::new(hash.to_string())
    }
}

/// What the lender states about a signature: this phone's holder entered the code of this signing
/// request, which was bound to this document, at this instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealEvidence {
    /// The contract's number, 14 digits.
    pub contract_number: String,
    /// The hash that the code was bound to when it was sent.
    pub document: Sha256Sum,
    /// The phone that received the code; the seal shows it with its middle hidden, for a hash of
    /// so few digits would hide nothing.
    pub phone: Phone,
    /// The id under which the code's hash is kept.
    pub code_id: String,
    /// When the code was entered; kept to the millisecond.
    pub signed_at: DateTime<Utc>,
}

/// What a valid seal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedSeal {
    /// The key that sealed: its thumbprint (RFC 7638).
    pub key_id: String,
    /// The contract's number, 14 digits.
    pub contract_number: String,
    /// The hash of the document without its seal.
    pub document: Sha256Sum,
    /// The phone that received the code, its middle hidden.
    pub phone: String,
    /// The id under which the code's hash is kept.
    pub code_id: String,
    /// When the code was entered.
    pub signed_at: DateTime<Utc>,
}

/// Why a document was not sealed, or why its seal does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The bytes do not begin and end as a PDF file does.
    #[error("this is not a PDF file")]
    NotPdf,
    /// The document to seal holds a seal already, or a sealed file holds two.
    #[error("the document holds a seal already")]
    AlreadySealed,
    /// The document is not the one that the code was bound to.
    #[error("this is not the document that the signing code was bound to")]
    AnotherDocument,
    /// The evidence does not fit the seal.
    #[error("the seal would take {size} bytes, the most is {most}")]
    TooLong {
        /// Bytes of the seal.
        size: usize,
        /// The most that lets every reader find the end of the PDF.
        most: usize,
    },
    /// The file has no seal.
    #[error("the file has no seal")]
    NotSealed,
    /// There are bytes after the seal, or its end is cut off.
    #[error("the file does not end where its seal ends")]
    WrongEnd,
    /// The seal cannot be read.
    #[error("the seal is damaged: {0}")]
    Damaged(&'static str),
    /// The seal names an algorithm other than `EdDSA`.
    #[error("the seal uses the algorithm {0:?}, only \"EdDSA\" is accepted")]
    WrongAlgorithm(String),
    /// The seal was made with a key that the verifier does not have.
    #[error("the seal was made with the unknown key {0:?}")]
    UnknownKey(String),
    /// The document was changed after it was sealed.
    #[error("the document was changed after it was sealed")]
    DocumentChanged,
    /// The seal was changed, or made by somebody who does not hold the key it names.
    #[error("the signature of the seal is wrong")]
    WrongSignature,
}

/// Seals documents with the lender's key.
pub trait DocumentSigner: Send + Sync {
    /// The thumbprint of the key that seals.
    fn key_id(&self) -> &str;
    /// The PDF with a seal after its end.
    ///
    /// # Errors
    /// [`SealError::NotPdf`], [`SealError::AlreadySealed`], [`SealError::AnotherDocument`],
    /// [`SealError::TooLong`].
    fn seal(&self, pdf: &[u8], evidence: &SealEvidence) -> Result<Vec<u8>, SealError>;
}

/// Checks seals against the keys it was given.
pub trait SealVerifier: Send + Sync {
    /// What the seal says, when not one byte of the file has changed.
    ///
    /// # Errors
    /// [`SealError`], saying what is wrong.
    fn verify(&self, file: &[u8]) -> Result<VerifiedSeal, SealError>;
}
