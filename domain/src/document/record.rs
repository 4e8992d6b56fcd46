//! One document of one customer.

use super::DocumentId;
use crate::{
    DomainEvent, Id,
    customer::{AdditionalData, CustomerId},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Name of a document type: `PASSPORT`, `INN`, `SNILS`; compared without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentTypeName(String);

impl DocumentTypeName {
    /// Reads a name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_uppercase())
    }
    /// In capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is known about a document's truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DocumentStatus {
    /// Nobody has looked.
    NotChecked,
    /// It holds.
    Valid,
    /// It does not hold.
    NotValid,
    /// The register that was asked does not know it.
    NotFound,
}

impl DocumentStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::NotChecked, Self::Valid, Self::NotValid, Self::NotFound];

    /// As on the wire: `NOT_CHECKED`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotChecked => "NOT_CHECKED",
            Self::Valid => "VALID",
            Self::NotValid => "NOT_VALID",
            Self::NotFound => "NOT_FOUND",
        }
    }
    /// Reads the wire's word.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name().eq_ignore_ascii_case(text))
    }
}

/// Marks identifiers of what was once said about a document.
#[derive(Debug)]
pub enum DocumentInfoKind {}
/// Identifies one statement about a document.
pub type DocumentInfoId = Id<DocumentInfoKind>;

/// What a source says a document says. A document keeps every statement, newest last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentInfo {
    /// Guid of this statement.
    pub id: DocumentInfoId,
    /// Series: text, leading zeros count.
    pub series: Option<String>,
    /// Number: text, leading zeros count.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When it was issued.
    pub issue_date: Option<NaiveDate>,
    /// The last day it holds.
    pub expiration_date: Option<NaiveDate>,
    /// Free-form facts: `birthplace`, `authorityCode`, …
    pub additional_data: AdditionalData,
    /// Source of the statement: `CUSTOMER`, `APPLICATION`, …
    pub source_name: Option<String>,
    /// Identifier in that source.
    pub source_id: Option<String>,
    /// When it was recorded, UTC.
    pub created_at: DateTime<Utc>,
}

/// A document of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    state: DocumentState,
}

/// Everything a document is, for adapters and views.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentState {
    /// Its guid.
    pub id: DocumentId,
    /// Whose it is.
    pub customer: CustomerId,
    /// What kind of document.
    pub type_name: DocumentTypeName,
    /// Whether it holds.
    pub status: DocumentStatus,
    /// What was said about it, newest last.
    pub infos: Vec<DocumentInfo>,
    /// When it was added, UTC.
    pub created_at: DateTime<Utc>,
    /// When it last changed, UTC.
    pub updated_at: DateTime<Utc>,
}

/// What happened to a document.
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
}

impl DomainEvent for DocumentEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "kredo.document.added.v1",
            Self::StatusChanged { .. } => "kredo.document.status-changed.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Added { document_guid, .. } | Self::StatusChanged { document_guid, .. } => {
                document_guid.to_string()
            }
        }
    }
}

impl Document {
    /// Adds a document to a customer.
    #[must_use]
    pub fn add(
        id: DocumentId,
        customer: CustomerId,
        type_name: DocumentTypeName,
        status: DocumentStatus,
        info: Option<DocumentInfo>,
        now: DateTime<Utc>,
    ) -> (Self, Vec<DocumentEvent>) {
        let infos = info.into_iter().collect();
        let state = DocumentState {
            id,
            customer,
            type_name,
            status,
            infos,
            created_at: now,
            updated_at: now,
        };
        let event = DocumentEvent::Added { document_guid: id, customer_guid: customer };
        (Self { state }, vec![event])
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: DocumentState) -> Self {
        Self { state }
    }
    /// Everything it is.
    #[must_use]
    pub const fn state(&self) -> &DocumentState {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> DocumentId {
        self.state.id
    }
    /// What was said about it last.
    #[must_use]
    pub fn current(&self) -> Option<&DocumentInfo> {
        self.state.infos.last()
    }

    /// Judges it; the same judgement again changes nothing.
    pub fn change_status(
        &mut self,
        status: DocumentStatus,
        now: DateTime<Utc>,
    ) -> Vec<DocumentEvent> {
        if self.state.status == status {
            return Vec::new();
        }
        self.state.status = status;
        self.state.updated_at = now;
        vec![DocumentEvent::StatusChanged {
            document_guid: self.state.id,
            customer_guid: self.state.customer,
            status,
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn passport() -> Document {
        let (id, customer) = (DocumentId::new(Uuid::nil()), CustomerId::new(Uuid::nil()));
        let type_name = DocumentTypeName::new("passport");
        let at = DateTime::UNIX_EPOCH;
        Document::add(id, customer, type_name, DocumentStatus::NotChecked, None, at).0
    }

    #[test]
    fn a_judgement_is_told_once() {
        let mut document = passport();
        assert_eq!(document.change_status(DocumentStatus::Valid, DateTime::UNIX_EPOCH).len(), 1);
        assert_eq!(document.change_status(DocumentStatus::Valid, DateTime::UNIX_EPOCH), []);
        assert_eq!(document.state().status, DocumentStatus::Valid);
    }

    #[test]
    fn the_passport_is_one_type_in_any_case() {
        assert_eq!(passport().state().type_name, DocumentTypeName::new("PASSPORT "));
    }
}
