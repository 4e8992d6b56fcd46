//! The contract PDF, its seal and its verification.
//!
//! [`PdfContractRenderer`] prints a contract; the caller keeps the bytes and binds the signing code
//! to their hash. Once the code is entered, [`Ed25519Signer`] adds the seal after the PDF's end, and
//! [`Ed25519Verifier`] tells whether a file is still the one that was sealed.

mod contract;
mod layout;
mod pdf;
mod seal;

pub use contract::PdfContractRenderer;
pub use seal::{Ed25519Signer, Ed25519Verifier, KeyError};
