//! A customer's documents: what they say, where that was learnt, and whether it holds.

mod card_number;
mod checksum;
mod error;
mod record;

pub use card_number::holds_card_number;
pub use checksum::{CheckedNumber, NumberFault};
pub use error::{DocumentError, code};
pub use record::{
    Document, DocumentEvent, DocumentInfo, DocumentInfoId, DocumentState, DocumentStatus,
    DocumentTypeName,
};

use crate::Id;

/// Identifies a document.
pub type DocumentId = Id<Document>;
