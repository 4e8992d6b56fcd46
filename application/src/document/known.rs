//! A document with everything that belongs to it.

use super::forms::Forms;
use crate::{
    AppError, Recorder, UnitOfWork,
    paging::{SortProperty, Sorted},
};
use kredo_domain::{
    customer::CustomerId,
    document::{
        Document, DocumentError, DocumentId, DocumentInfo, DocumentStatus, DocumentType, Statement,
    },
};
use std::cmp::Ordering;

/// A document with its type and everything that was said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownDocument {
    /// The document.
    pub document: Document,
    /// What the directory says of its type now.
    pub document_type: DocumentType,
    /// What was said about it, the newest last.
    pub infos: Vec<DocumentInfo>,
}

impl KnownDocument {
    /// What was said about it last.
    #[must_use]
    pub fn current(&self) -> Option<&Statement> {
        self.infos.last().map(|info| &info.state().statement)
    }

    /// Whether a statement is about this document: it says the same number, or neither says any.
    pub(super) fn is_meant_by(&self, statement: Option<&Statement>) -> bool {
        match (self.current(), statement) {
            (Some(known), Some(statement)) => known.is_of_the_same_document(statement),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// Everything that a customer has, oldest first.
    pub(super) async fn all_of(
        unit: &mut dyn UnitOfWork,
        forms: &Forms,
        customer: CustomerId,
    ) -> Result<Vec<Self>, AppError> {
        let documents = unit.documents().of(customer).await?;
        let infos = unit.document_infos().of(customer).await?;
        let known = |document: Document| {
            let id = document.id();
            let own = infos.iter().filter(|info| info.value.state().document == id);
            let document_type = forms.of_id(document.state().document_type)?.document_type;
            let infos = own.map(|info| info.value.clone()).collect();
            Ok(Self { document, document_type, infos })
        };
        documents.into_iter().map(|document| known(document.value)).collect()
    }

    /// The document of that guid.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`], or the store's.
    pub(super) async fn of(
        unit: &mut dyn UnitOfWork,
        forms: &Forms,
        id: DocumentId,
    ) -> Result<Self, AppError> {
        let document = unit.documents().get(id).await?.ok_or(DocumentError::NotFound)?.value;
        let all = unit.document_infos().of(document.state().customer).await?;
        let own = all.into_iter().map(|info| info.value);
        let infos = own.filter(|info| info.state().document == id).collect();
        let document_type = forms.of_id(document.state().document_type)?.document_type;
        Ok(Self { document, document_type, infos })
    }

    /// Adds a document with what is said about it.
    pub(super) async fn add(
        unit: &mut dyn UnitOfWork,
        recorder: &Recorder,
        (customer, document_type): (CustomerId, DocumentType),
        status: DocumentStatus,
        statements: &[Statement],
    ) -> Result<Self, AppError> {
        let (id, now) = (recorder.new_id(), recorder.now());
        let (document, events) = Document::add(id, customer, &document_type, status, now);
        unit.documents().insert(&document).await?;
        recorder.record(unit, &events).await?;
        let mut known = Self { document, document_type, infos: Vec::new() };
        for statement in statements {
            known.tell(unit, recorder, statement).await?;
        }
        Ok(known)
    }

    /// Records what is said about it, unless the newest record says the same.
    pub(super) async fn tell(
        &mut self,
        unit: &mut dyn UnitOfWork,
        recorder: &Recorder,
        statement: &Statement,
    ) -> Result<(), AppError> {
        if self.current() == Some(statement) {
            return Ok(());
        }
        let (id, now) = (recorder.new_id(), recorder.now());
        let (info, events) = DocumentInfo::add(id, &self.document, statement.clone(), now);
        unit.document_infos().insert(&info).await?;
        recorder.record(unit, &events).await?;
        self.infos.push(info);
        Ok(())
    }
}

impl Sorted for KnownDocument {
    fn properties() -> Vec<SortProperty<Self>> {
        vec![
            SortProperty::new("createdAt", Self::usual),
            SortProperty::new("documentTypeName", |one, other| {
                one.document_type.facts().name.cmp(&other.document_type.facts().name)
            }),
            SortProperty::new("status", |one, other| {
                one.document.state().status.cmp(&other.document.state().status)
            }),
            SortProperty::new("number", |one, other| {
                let number = |known: &Self| known.current().and_then(|info| info.number.clone());
                number(one).cmp(&number(other))
            }),
        ]
    }
    fn usual(&self, other: &Self) -> Ordering {
        let age = |known: &Self| (known.document.state().created_at, known.document.id().guid());
        age(self).cmp(&age(other))
    }
}
