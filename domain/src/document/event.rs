//! What happens to documents.

use super::{DocumentFileId, DocumentId, DocumentInfoId, DocumentStatus};
use crate::{DomainEvent, customer::CustomerId};
use serde::Serialize;

/// What happened to a document. Holds nothing of what the document says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum DocumentEvent {
    /// It was added.
    #[serde(rename_all = "camelCase")]
    Added {
        /// Which one.
        document_guid: DocumentId,
        /// Whose.
        customer_guid: CustomerId,
    },
    /// Its status changed.
    #[serde(rename_all = "camelCase")]
    StatusChanged {
        /// Which one.
        document_guid: DocumentId,
        /// Whose.
        customer_guid: CustomerId,
        /// The new status.
        status: DocumentStatus,
    },
    /// Something was said about it.
    #[serde(rename_all = "camelCase")]
    InfoAdded {
        /// Which one.
        document_guid: DocumentId,
        /// Whose.
        customer_guid: CustomerId,
        /// The record of what was said.
        info_guid: DocumentInfoId,
    },
    /// What was said about it was corrected.
    #[serde(rename_all = "camelCase")]
    InfoChanged {
        /// Which one.
        document_guid: DocumentId,
        /// Whose.
        customer_guid: CustomerId,
        /// The record of what was said.
        info_guid: DocumentInfoId,
    },
    /// A file shows it.
    #[serde(rename_all = "camelCase")]
    FileAdded {
        /// Which one.
        document_guid: DocumentId,
        /// Whose.
        customer_guid: CustomerId,
        /// The link to the file.
        document_file_guid: DocumentFileId,
    },
    /// A file that shows it was rejected.
    #[serde(rename_all = "camelCase")]
    FileRejected {
        /// Which one.
        document_guid: DocumentId,
        /// Whose.
        customer_guid: CustomerId,
        /// The link to the file.
        document_file_guid: DocumentFileId,
    },
    /// A file that shows it does not count any more.
    #[serde(rename_all = "camelCase")]
    FileRemoved {
        /// Which one.
        document_guid: DocumentId,
        /// Whose.
        customer_guid: CustomerId,
        /// The link to the file.
        document_file_guid: DocumentFileId,
    },
}

impl DomainEvent for DocumentEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "kredo.document.added.v1",
            Self::StatusChanged { .. } => "kredo.document.status-changed.v1",
            Self::InfoAdded { .. } => "kredo.document.info-added.v1",
            Self::InfoChanged { .. } => "kredo.document.info-changed.v1",
            Self::FileAdded { .. } => "kredo.document.file-added.v1",
            Self::FileRejected { .. } => "kredo.document.file-rejected.v1",
            Self::FileRemoved { .. } => "kredo.document.file-removed.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Added { document_guid, .. }
            | Self::StatusChanged { document_guid, .. }
            | Self::InfoAdded { document_guid, .. }
            | Self::InfoChanged { document_guid, .. }
            | Self::FileAdded { document_guid, .. }
            | Self::FileRejected { document_guid, .. }
            | Self::FileRemoved { document_guid, .. } => document_guid.to_string(),
        }
    }
}
