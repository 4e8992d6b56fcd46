//! Adding a file to a document.

use super::files_of;
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    customer::{CustomerKey, FindCustomer},
    store::unless_raced,
};
use async_trait::async_trait;
use kredo_domain::{
    customer::CustomerId,
    document::{DocumentError, DocumentFile, DocumentId, FileVersion},
};

/// Adds a file to a document; one that shows it already is not added again, and counts again if it
/// was removed.
pub struct AddDocumentFile {
    recorder: Recorder,
}

/// Which document, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddDocumentFileCommand {
    /// Whose document.
    pub customer: CustomerId,
    /// Which document of that customer.
    pub document: DocumentId,
    /// What shows it.
    pub shown_by: FileVersion,
    /// Source of the file.
    pub source_name: String,
    /// Identifier in that source.
    pub source_id: Option<String>,
}

impl AddDocumentFile {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for AddDocumentFile {
    type Command = AddDocumentFileCommand;
    type Output = DocumentFile;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound);
    /// [`DocumentError::NotFound`], also for another customer's document; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AddDocumentFileCommand,
    ) -> Result<DocumentFile, AppError> {
        let AddDocumentFileCommand { customer, document, shown_by, .. } = command;
        FindCustomer.execute_in(unit, &CustomerKey::Guid(*customer)).await?;
        let found = unit.documents().get(*document).await?.map(|found| found.value);
        let document = found.filter(|found| found.state().customer == *customer);
        let document = document.ok_or(DocumentError::NotFound)?;
        let now = self.recorder.now();
        let mut files = files_of(unit, &document).await?.into_iter();
        if let Some(mut file) = files.find(|file| file.value.state().shown_by == *shown_by) {
            let events = file.value.add_again(now);
            let known = file.value.clone();
            if !events.is_empty() {
                unit.document_files().update(file).await?;
                self.recorder.record(unit, &events).await?;
            }
            return Ok(known);
        }
        let source = (command.source_name.clone(), command.source_id.clone());
        let id = self.recorder.new_id();
        let (file, events) = DocumentFile::add(id, &document, *shown_by, source, now);
        // Somebody added it since it was looked for.
        unless_raced(unit.document_files().insert(&file).await)?;
        self.recorder.record(unit, &events).await?;
        Ok(file)
    }
}
