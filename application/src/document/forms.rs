//! The directory of types as a whole, as documents are held against it.

use crate::{AppError, UnitOfWork};
use kredo_domain::document::{
    DocumentAttribute, DocumentError, DocumentForm, DocumentType, DocumentTypeId, DocumentTypeName,
};

/// Every type with what it asks for.
pub(crate) struct Forms {
    types: Vec<DocumentType>,
    attributes: Vec<DocumentAttribute>,
}

impl Forms {
    pub(crate) async fn read(unit: &mut dyn UnitOfWork) -> Result<Self, AppError> {
        let types = unit.document_types().all().await?;
        let attributes = unit.document_attributes().all().await?;
        Ok(Self {
            types: types.into_iter().map(|known| known.value).collect(),
            attributes: attributes.into_iter().map(|known| known.value).collect(),
        })
    }

    fn form(&self, found: Option<&DocumentType>) -> Result<DocumentForm, DocumentError> {
        let found = found.ok_or(DocumentError::TypeNotFound)?.clone();
        Ok(DocumentForm::of(found, &self.attributes))
    }

    /// The type of that name, in use or not.
    ///
    /// # Errors
    /// [`DocumentError::TypeNotFound`].
    pub(super) fn of_name(&self, name: &DocumentTypeName) -> Result<DocumentForm, DocumentError> {
        self.form(self.types.iter().find(|known| known.facts().name == *name))
    }

    /// The type of that name, if documents of it can be added.
    ///
    /// # Errors
    /// [`DocumentError::TypeNotFound`].
    pub(crate) fn in_use(&self, name: &DocumentTypeName) -> Result<DocumentForm, DocumentError> {
        let found = self.types.iter().find(|known| known.facts().name == *name);
        self.form(found.filter(|found| found.is_active()))
    }

    /// The type of a document that is there.
    ///
    /// # Errors
    /// [`DocumentError::TypeNotFound`]; entries are never deleted, so that it takes a damaged store.
    pub(super) fn of_id(&self, id: DocumentTypeId) -> Result<DocumentForm, DocumentError> {
        self.form(self.types.iter().find(|known| known.id() == id))
    }
}
