//! Keeping the documents that an application states.

use super::{forms::Forms, known::KnownDocument};
use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{
    customer::CustomerId,
    document::{DocumentTypeName, Statement},
};

/// Adds the documents that a borrower states, each unless the customer has one of the same type,
/// series and number: what is known of that one may have been verified since, and stays.
///
/// What is not as its type asks for is kept all the same, as not valid: it is what was stated. A
/// document of a type that the directory does not have stays in the application alone.
pub struct SaveStatedDocuments {
    recorder: Recorder,
}

/// Whose documents, and what they say.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveStatedDocumentsCommand {
    /// Whose.
    pub customer: CustomerId,
    /// What is stated, each with its type.
    pub documents: Vec<(DocumentTypeName, Statement)>,
}

impl SaveStatedDocuments {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for SaveStatedDocuments {
    type Command = SaveStatedDocumentsCommand;
    type Output = ();

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &SaveStatedDocumentsCommand,
    ) -> Result<(), AppError> {
        let SaveStatedDocumentsCommand { customer, documents } = command;
        if documents.is_empty() {
            return Ok(());
        }
        let forms = Forms::read(unit).await?;
        let mut all = KnownDocument::all_of(unit, &forms, *customer).await?;
        for (type_name, statement) in documents {
            let Ok(form) = forms.in_use(type_name) else {
                tracing::info!("a stated document is of a type that the directory does not have");
                continue;
            };
            let document_type = form.document_type.id();
            let is_known = |known: &KnownDocument| {
                known.document_type.id() == document_type && known.is_meant_by(Some(statement))
            };
            if all.iter().any(is_known) {
                continue;
            }
            let status = form.status_of_stated(statement);
            let of = (*customer, form.document_type);
            let statements = std::slice::from_ref(statement);
            all.push(KnownDocument::add(unit, &self.recorder, of, status, statements).await?);
        }
        Ok(())
    }
}
