//! A customer's documents: what they say, where that was learnt, which files show them, and whether
//! they hold; and the directory of the types of documents with what each asks for.

mod attribute;
mod built_in;
mod card_number;
mod checksum;
mod document_type;
mod error;
mod event;
mod file;
mod filter;
mod form;
mod info;
mod name;
#[cfg(test)]
mod properties;
mod record;
mod status;
mod validation_method;

pub use attribute::{
    AttributeChange, AttributeFacts, AttributeKind, AttributeRules, DocumentAttribute, Pattern,
};
pub use built_in::BuiltInDocumentType;
pub use card_number::holds_card_number;
pub use checksum::{CheckedNumber, NumberFault};
pub use document_type::{DocumentType, DocumentTypeChange, DocumentTypeFacts};
pub use error::{DocumentError, code};
pub use event::DocumentEvent;
pub use file::{DocumentFile, DocumentFileState, FileVersion};
pub use filter::DocumentFilter;
pub use form::DocumentForm;
pub use info::{DocumentInfo, DocumentInfoState, Statement};
pub use name::{AttributeName, DocumentCategory, DocumentTypeName};
pub use record::{Document, DocumentState};
pub use status::DocumentStatus;
pub use validation_method::ValidationMethod;

use crate::Id;

/// Identifies a document.
pub type DocumentId = Id<Document>;
/// Identifies a record of what is said about a document.
pub type DocumentInfoId = Id<DocumentInfo>;
/// Identifies the link between a document and a file.
pub type DocumentFileId = Id<DocumentFile>;
/// Identifies a type of document.
pub type DocumentTypeId = Id<DocumentType>;
/// Identifies an attribute.
pub type DocumentAttributeId = Id<DocumentAttribute>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Entry, EntryStatus, Facts};
    use chrono::DateTime;

    pub(super) fn in_use<F: Facts>(facts: F) -> Entry<F> {
        let id = Entry::built_in_id(&facts);
        Entry::add(id, facts, EntryStatus::Active, DateTime::UNIX_EPOCH).0
    }

    /// A type that asks for nothing.
    pub(super) fn passport() -> DocumentType {
        in_use(DocumentTypeFacts {
            name: DocumentTypeName::new("passport"),
            category: DocumentCategory::new("identity"),
            validation_method: None,
            is_asked_for: true,
            additional_data: crate::customer::AdditionalData::new(),
        })
    }
}
