//! Recording what is said about a document.

use super::{add_document::check, forms::Forms, known::KnownDocument};
use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::document::{DocumentId, Statement};

/// Records what is said about a document; what the newest record says is not recorded again.
pub struct AddDocumentInfo {
    recorder: Recorder,
}

/// Which document, and what is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct AddDocumentInfoCommand {
    /// Which one.
    pub document: DocumentId,
    /// What is said about it, the newest last.
    pub statements: Vec<Statement>,
}

impl AddDocumentInfo {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for AddDocumentInfo {
    type Command = AddDocumentInfoCommand;
    type Output = KnownDocument;

    /// # Errors
    /// [`DocumentError::NotFound`](kredo_domain::document::DocumentError::NotFound),
    /// [`DocumentError::Invalid`](kredo_domain::document::DocumentError::Invalid), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AddDocumentInfoCommand,
    ) -> Result<KnownDocument, AppError> {
        let forms = Forms::read(unit).await?;
        let mut known = KnownDocument::of(unit, &forms, command.document).await?;
        check(&forms.of_id(known.document_type.id())?, &command.statements)?;
        for statement in &command.statements {
            known.tell(unit, &self.recorder, statement).await?;
        }
        Ok(known)
    }
}
