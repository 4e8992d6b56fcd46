//! Removing the files of a document that are too many.

use super::files_of;
use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::document::{DocumentError, DocumentFile, DocumentId, FileVersion};

/// Removes the oldest files of a document where it has more than may stay. They stay known; what
/// stores their contents is told by the event.
pub struct DeleteExcessFiles {
    recorder: Recorder,
}

/// Which document, and how many files it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeleteExcessFilesCommand {
    /// Which one.
    pub document: DocumentId,
    /// How many files may stay.
    pub may_stay: usize,
}

impl DeleteExcessFiles {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for DeleteExcessFiles {
    type Command = DeleteExcessFilesCommand;
    /// What was removed, oldest first.
    type Output = Vec<FileVersion>;

    /// # Errors
    /// [`DocumentError::OfFilesNotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &DeleteExcessFilesCommand,
    ) -> Result<Vec<FileVersion>, AppError> {
        let document = unit.documents().get(command.document).await?;
        let document = document.ok_or(DocumentError::OfFilesNotFound)?.value;
        let mut files = files_of(unit, &document).await?;
        let all = files.iter().map(|file| file.value.clone()).collect();
        let mut removed = Vec::new();
        for excess in DocumentFile::excess(all, command.may_stay) {
            let Some(at) = files.iter().position(|file| file.value.id() == excess.id()) else {
                continue;
            };
            let mut file = files.swap_remove(at);
            let events = file.value.remove(self.recorder.now());
            removed.push(file.value.state().shown_by);
            unit.document_files().update(file).await?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(removed)
    }
}
