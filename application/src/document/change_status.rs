//! Saying whether a document holds.

use super::{forms::Forms, known::KnownDocument};
use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::document::{DocumentError, DocumentId, DocumentStatus};

/// Says whether a document holds.
pub struct ChangeDocumentStatus {
    recorder: Recorder,
}

/// Which document, and whether it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeDocumentStatusCommand {
    /// Which one.
    pub document: DocumentId,
    /// Whether it holds.
    pub status: DocumentStatus,
}

impl ChangeDocumentStatus {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for ChangeDocumentStatus {
    type Command = ChangeDocumentStatusCommand;
    type Output = KnownDocument;

    /// # Errors
    /// [`DocumentError::NotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &ChangeDocumentStatusCommand,
    ) -> Result<KnownDocument, AppError> {
        let forms = Forms::read(unit).await?;
        let mut known = KnownDocument::of(unit, &forms, command.document).await?;
        known.judge(unit, &self.recorder, command.status).await?;
        Ok(known)
    }
}

impl KnownDocument {
    /// Says whether it holds.
    pub(super) async fn judge(
        &mut self,
        unit: &mut dyn UnitOfWork,
        recorder: &Recorder,
        status: DocumentStatus,
    ) -> Result<(), AppError> {
        let found = unit.documents().get(self.document.id()).await?;
        let mut document = found.ok_or(DocumentError::NotFound)?;
        let events = document.value.change_status(status, recorder.now());
        if events.is_empty() {
            return Ok(());
        }
        self.document = document.value.clone();
        unit.documents().update(document).await?;
        recorder.record(unit, &events).await
    }
}
