//! What the document context refuses.

use crate::{Coded, ErrorCode, FieldFault};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        CUSTOMER_DOCUMENT_NOT_FOUND: NotFound = "No document has this guid.";
        DOCUMENT_NOT_FOUND: NotFound = "No document whose files could be deleted has this guid.";
        DOCUMENT_INFO_NOT_FOUND: NotFound = "No data of a document have this guid.";
        DOCUMENT_FILE_NOT_FOUND: NotFound = "No document is shown by this version of a file.";
        DOCUMENT_TYPE_NOT_FOUND: NotFound = "There is no such document type, or it is not in use any more.";
        DOCUMENT_TYPE_DUPLICATED_NAME: Conflict = "Another document type has this name.";
        DOCUMENT_ATTRIBUTE_NOT_FOUND: NotFound = "The document type has no such attribute.";
        DOCUMENT_ATTRIBUTE_DUPLICATED_NAME: Conflict = "The document type has another attribute of this name.";
        DOCUMENT_ATTRIBUTE_INVALID: Invalid = "The rules of an attribute do not fit together; `fields` names each.";
        VALIDATION_FAILURE: Invalid = "A document's data are not as its type asks for; `fields` names each.";
        DOCUMENT_DIRECTORY_INVALID: Internal = "The table of document types cannot be read.";
    }
}

/// Why a document cannot be had or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// No such document.
    #[error("there is no such document")]
    NotFound,
    /// No such document whose files are too many.
    #[error("there is no such document")]
    OfFilesNotFound,
    /// No such record of what is said about a document.
    #[error("there are no such data of a document")]
    InfoNotFound,
    /// No document is shown by that.
    #[error("no document is shown by this version of a file")]
    FileNotFound,
    /// No such type, or none in use.
    #[error("there is no such document type")]
    TypeNotFound,
    /// Another type has that name.
    #[error("another document type has this name")]
    TypeNameTaken,
    /// The type has no such attribute.
    #[error("there is no such document attribute")]
    AttributeNotFound,
    /// The type has another attribute of that name.
    #[error("the document type has another attribute of this name")]
    AttributeNameTaken,
    /// The rules of an attribute do not fit together, all faults.
    #[error("the attribute's rules do not fit together; see fields")]
    AttributeInvalid(Vec<FieldFault>),
    /// What is said is not as the type asks for, all faults.
    #[error("the document's data are not as its type asks for; see fields")]
    Invalid(Vec<FieldFault>),
    /// The table of types is damaged.
    #[error("the table of document types cannot be read: {0}")]
    Unreadable(String),
}

impl Coded for DocumentError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound => code::CUSTOMER_DOCUMENT_NOT_FOUND,
            Self::OfFilesNotFound => code::DOCUMENT_NOT_FOUND,
            Self::InfoNotFound => code::DOCUMENT_INFO_NOT_FOUND,
            Self::FileNotFound => code::DOCUMENT_FILE_NOT_FOUND,
            Self::TypeNotFound => code::DOCUMENT_TYPE_NOT_FOUND,
            Self::TypeNameTaken => code::DOCUMENT_TYPE_DUPLICATED_NAME,
            Self::AttributeNotFound => code::DOCUMENT_ATTRIBUTE_NOT_FOUND,
            Self::AttributeNameTaken => code::DOCUMENT_ATTRIBUTE_DUPLICATED_NAME,
            Self::AttributeInvalid(_) => code::DOCUMENT_ATTRIBUTE_INVALID,
            Self::Invalid(_) => code::VALIDATION_FAILURE,
            Self::Unreadable(_) => code::DOCUMENT_DIRECTORY_INVALID,
        }
    }
    fn fields(&self) -> Vec<FieldFault> {
        match self {
            Self::AttributeInvalid(faults) | Self::Invalid(faults) => faults.clone(),
            _ => Vec::new(),
        }
    }
}
