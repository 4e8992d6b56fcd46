//! Adding a document to a customer.

use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{
    customer::{CustomerError, CustomerId},
    document::{Document, DocumentInfo, DocumentStatus, DocumentTypeName},
};

/// Adds a document that nobody has checked, unless the customer has one of the same type, series
/// and number: what is known of that one may have been verified since, and stays.
pub struct AddDocument {
    recorder: Recorder,
}

/// Whose document, and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct AddDocumentCommand {
    /// Whose.
    pub customer: CustomerId,
    /// What kind.
    pub type_name: DocumentTypeName,
    /// What it says; its guid and its time are set here.
    pub info: DocumentInfo,
}

impl AddDocument {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for AddDocument {
    type Command = AddDocumentCommand;
    type Output = ();

    /// # Errors
    /// [`CustomerError::NotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AddDocumentCommand,
    ) -> Result<(), AppError> {
        let AddDocumentCommand { customer, type_name, info } = command;
        unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let known = unit.documents().of(*customer).await?;
        if known.iter().any(|document| is_same(&document.value, type_name, info)) {
            return Ok(());
        }
        let now = self.recorder.now();
        let info = DocumentInfo { id: self.recorder.new_id(), created_at: now, ..info.clone() };
        let (document, events) = Document::add(
            self.recorder.new_id(),
            *customer,
            type_name.clone(),
            DocumentStatus::NotChecked,
            Some(info),
            now,
        );
        unit.documents().insert(&document).await?;
        self.recorder.record(unit, &events).await
    }
}

fn is_same(known: &Document, type_name: &DocumentTypeName, info: &DocumentInfo) -> bool {
    known.state().type_name == *type_name
        && known
            .current()
            .is_some_and(|known| known.series == info.series && known.number == info.number)
}
