//! Document types together with what they ask for.

use super::forms::Forms;
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    directory::{AddEntry, ChangeEntry, EntryChange, FindEntry, ListEntries, NewEntry, Which},
    paging::{Page, PageRequest},
};
use async_trait::async_trait;
use kredo_domain::{
    directory::EntryStatus,
    document::{
        AttributeChange, AttributeFacts, AttributeName, AttributeRules, DocumentAttribute,
        DocumentForm, DocumentType, DocumentTypeFacts, DocumentTypeName,
    },
};

/// Lists the types of documents.
pub struct ListDocumentTypes;

#[async_trait]
impl UseCase for ListDocumentTypes {
    type Command = PageRequest<DocumentType>;
    type Output = Page<DocumentForm>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        wanted: &Self::Command,
    ) -> Result<Self::Output, AppError> {
        let page = ListEntries::<DocumentTypeFacts>::new().execute_in(unit, wanted).await?;
        let attributes = unit.document_attributes().all().await?;
        let attributes: Vec<_> = attributes.into_iter().map(|known| known.value).collect();
        Ok(page.map(|document_type| DocumentForm::of(document_type, &attributes)))
    }
}

/// Finds a type of document by its name.
pub struct FindDocumentType;

#[async_trait]
impl UseCase for FindDocumentType {
    type Command = DocumentTypeName;
    type Output = DocumentForm;

    /// # Errors
    /// [`DocumentError::TypeNotFound`](kredo_domain::document::DocumentError::TypeNotFound), or the
    /// store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        name: &DocumentTypeName,
    ) -> Result<DocumentForm, AppError> {
        Ok(Forms::read(unit).await?.of_name(name)?)
    }
}

/// Changes a type of document.
pub struct ChangeDocumentType(ChangeEntry<DocumentTypeFacts>);

impl ChangeDocumentType {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self(ChangeEntry::new(recorder))
    }
}

#[async_trait]
impl UseCase for ChangeDocumentType {
    type Command = EntryChange<DocumentTypeFacts>;
    type Output = DocumentForm;

    /// # Errors
    /// As [`ChangeEntry`].
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        change: &EntryChange<DocumentTypeFacts>,
    ) -> Result<DocumentForm, AppError> {
        let changed = self.0.execute_in(unit, change).await?;
        Ok(Forms::read(unit).await?.of_id(changed.id())?)
    }
}

/// A new attribute of a type.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAttribute {
    /// Which attribute of which type.
    pub attribute: AttributeOfType,
    /// What people call it.
    pub description: String,
    /// What its values must be.
    pub rules: AttributeRules,
}

/// Which attribute of which type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeOfType {
    /// Name of the type.
    pub type_name: DocumentTypeName,
    /// Name of the attribute.
    pub name: AttributeName,
}

/// Adds an attribute to a type.
pub struct AddDocumentAttribute(AddEntry<AttributeFacts>);

impl AddDocumentAttribute {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self(AddEntry::new(recorder))
    }
}

async fn type_of(
    unit: &mut dyn UnitOfWork,
    name: &DocumentTypeName,
) -> Result<DocumentType, AppError> {
    let which = Which::<DocumentTypeFacts>::Key(name.as_str().to_owned());
    Ok(FindEntry::new().execute_in(unit, &which).await?.value)
}

#[async_trait]
impl UseCase for AddDocumentAttribute {
    type Command = NewAttribute;
    type Output = DocumentAttribute;

    /// # Errors
    /// [`DocumentError`](kredo_domain::document::DocumentError) for a type that is not there, a name
    /// that is taken, or rules that do not fit together; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &NewAttribute,
    ) -> Result<DocumentAttribute, AppError> {
        let NewAttribute { attribute, description, rules } = command.clone();
        let of = type_of(unit, &attribute.type_name).await?;
        let facts = AttributeFacts::try_new(of.id(), attribute.name, description, rules)?;
        self.0.execute_in(unit, &NewEntry { facts, status: EntryStatus::Active }).await
    }
}

/// Finds an attribute of a type.
pub struct FindDocumentAttribute;

#[async_trait]
impl UseCase for FindDocumentAttribute {
    type Command = AttributeOfType;
    type Output = DocumentAttribute;

    /// # Errors
    /// [`DocumentError`](kredo_domain::document::DocumentError) for a type or an attribute that is
    /// not there, or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        wanted: &AttributeOfType,
    ) -> Result<DocumentAttribute, AppError> {
        let of = type_of(unit, &wanted.type_name).await?;
        let key = AttributeFacts::key_of(of.id(), &wanted.name);
        let which = Which::<AttributeFacts>::Key(key);
        Ok(FindEntry::new().execute_in(unit, &which).await?.value)
    }
}

/// Changes an attribute of a type. Documents that are there keep what they say.
pub struct ChangeDocumentAttribute(ChangeEntry<AttributeFacts>);

impl ChangeDocumentAttribute {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self(ChangeEntry::new(recorder))
    }
}

#[async_trait]
impl UseCase for ChangeDocumentAttribute {
    type Command = (AttributeOfType, AttributeChange, Option<EntryStatus>);
    type Output = DocumentAttribute;

    /// # Errors
    /// As [`FindDocumentAttribute`] and [`ChangeEntry`].
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        (which, change, status): &Self::Command,
    ) -> Result<DocumentAttribute, AppError> {
        let found = FindDocumentAttribute.execute_in(unit, which).await?;
        let (which, change, status) = (Which::Guid(found.id()), change.clone(), *status);
        self.0.execute_in(unit, &EntryChange { which, change, status }).await
    }
}
