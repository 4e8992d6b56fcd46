//! One document of one customer.

use super::{
    DocumentEvent, DocumentId, DocumentStatus, DocumentType, DocumentTypeId, DocumentTypeName,
};
use crate::customer::CustomerId;
use chrono::{DateTime, Utc};

/// A document of a customer. What is said about it stands in [`DocumentInfo`](super::DocumentInfo)s.
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
    pub document_type: DocumentTypeId,
    /// The name of the kind when the document was added.
    pub type_name: DocumentTypeName,
    /// Whether it holds.
    pub status: DocumentStatus,
    /// When it was added, UTC.
    pub created_at: DateTime<Utc>,
    /// When it last changed, UTC.
    pub updated_at: DateTime<Utc>,
}

impl Document {
    /// Adds a document to a customer.
    #[must_use]
    pub fn add(
        id: DocumentId,
        customer: CustomerId,
        document_type: &DocumentType,
        status: DocumentStatus,
        now: DateTime<Utc>,
    ) -> (Self, Vec<DocumentEvent>) {
        let state = DocumentState {
            id,
            customer,
            document_type: document_type.id(),
            type_name: document_type.facts().name.clone(),
            status,
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
    use crate::document::tests::passport;
    use uuid::Uuid;

    #[test]
    fn a_judgement_is_told_once() {
        let (id, customer) = (DocumentId::new(Uuid::nil()), CustomerId::new(Uuid::nil()));
        let (at, status) = (DateTime::UNIX_EPOCH, DocumentStatus::NotChecked);
        let (mut document, events) = Document::add(id, customer, &passport(), status, at);
        let added = DocumentEvent::Added { document_guid: id, customer_guid: customer };
        assert_eq!((events, document.state().updated_at), (vec![added], at));
        let later = at + chrono::TimeDelta::hours(1);
        assert_eq!(document.change_status(DocumentStatus::Valid, later).len(), 1);
        assert_eq!(document.change_status(DocumentStatus::Valid, at), []);
        assert_eq!(document.state().status, DocumentStatus::Valid);
        assert_eq!(document.state().updated_at, later);
    }
}
