//! The files that show a customer's documents.

use super::super::{forms::Forms, known::KnownDocument};
use crate::{
    AppError, UnitOfWork, UseCase,
    customer::{CustomerKey, FindCustomer},
    paging::{Page, PageRequest, SortProperty, Sorted},
};
use async_trait::async_trait;
use kredo_domain::{
    customer::CustomerId,
    document::{DocumentFile, DocumentTypeName},
};
use std::cmp::Ordering;

/// A file with the name of the type of the document that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    /// The file.
    pub file: DocumentFile,
    /// What kind of document it shows.
    pub type_name: DocumentTypeName,
}

impl Sorted for KnownFile {
    fn properties() -> Vec<SortProperty<Self>> {
        vec![
            SortProperty::new("createdAt", Self::usual),
            SortProperty::new("updatedAt", |one, other| {
                one.file.state().updated_at.cmp(&other.file.state().updated_at)
            }),
            SortProperty::new("documentType", |one, other| one.type_name.cmp(&other.type_name)),
            SortProperty::new("sourceName", |one, other| {
                one.file.state().source_name.cmp(&other.file.state().source_name)
            }),
            SortProperty::new("status", |one, other| one.file.status().cmp(&other.file.status())),
            SortProperty::new("isDeleted", |one, other| {
                one.file.state().removed.cmp(&other.file.state().removed)
            }),
        ]
    }
    fn usual(&self, other: &Self) -> Ordering {
        let age = |known: &Self| (known.file.state().created_at, known.file.id().guid());
        age(self).cmp(&age(other))
    }
}

/// Lists the files that show a customer's documents, oldest first, removed ones included.
pub struct ListDocumentFiles;

/// Whose files, and which of them.
#[derive(Debug, Clone, PartialEq)]
pub struct ListDocumentFilesCommand {
    /// Whose.
    pub customer: CustomerId,
    /// Only those that show documents of one of these types; of any, if there are none.
    pub types: Vec<DocumentTypeName>,
    /// Which page.
    pub page: PageRequest<KnownFile>,
}

#[async_trait]
impl UseCase for ListDocumentFiles {
    type Command = ListDocumentFilesCommand;
    type Output = Page<KnownFile>;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &ListDocumentFilesCommand,
    ) -> Result<Page<KnownFile>, AppError> {
        let ListDocumentFilesCommand { customer, types, page } = command;
        FindCustomer.execute_in(unit, &CustomerKey::Guid(*customer)).await?;
        let forms = Forms::read(unit).await?;
        let documents = KnownDocument::all_of(unit, &forms, *customer).await?;
        let files = unit.document_files().of(*customer).await?;
        let known = files.into_iter().filter_map(|file| {
            let file = file.value;
            let of = documents.iter().find(|of| of.document.id() == file.state().document)?;
            let type_name = of.document_type.facts().name.clone();
            Some(KnownFile { file, type_name })
        });
        let wanted = known.filter(|file| types.is_empty() || types.contains(&file.type_name));
        Ok(Page::of(wanted.collect(), page))
    }
}
