//! Rejecting a file.

use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::document::{DocumentError, FileVersion};

/// Rejects one version of a file, for every document that it shows.
pub struct RejectDocumentFile {
    recorder: Recorder,
}

/// What is rejected, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectDocumentFileCommand {
    /// What is rejected.
    pub shown_by: FileVersion,
    /// Why, in one word: `BLURRED_PHOTO`.
    pub reason: String,
}

impl RejectDocumentFile {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for RejectDocumentFile {
    type Command = RejectDocumentFileCommand;
    type Output = ();

    /// # Errors
    /// [`DocumentError::FileNotFound`] where it shows no document, or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &RejectDocumentFileCommand,
    ) -> Result<(), AppError> {
        let files = unit.document_files().showing(command.shown_by).await?;
        if files.is_empty() {
            return Err(DocumentError::FileNotFound.into());
        }
        for mut file in files {
            let events = file.value.reject(&command.reason, self.recorder.now());
            if !events.is_empty() {
                unit.document_files().update(file).await?;
                self.recorder.record(unit, &events).await?;
            }
        }
        Ok(())
    }
}
