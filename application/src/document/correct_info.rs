//! Correcting what was said about a document.

use super::forms::Forms;
use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::document::{DocumentError, DocumentInfo, DocumentInfoId, Statement};

/// Corrects one record of what was said about a document; what the correction is silent about
/// stays.
pub struct CorrectDocumentInfo {
    recorder: Recorder,
}

/// Which record, and what it is to say.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrectDocumentInfoCommand {
    /// Which record.
    pub info: DocumentInfoId,
    /// What it is to say.
    pub correction: Statement,
}

impl CorrectDocumentInfo {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for CorrectDocumentInfo {
    type Command = CorrectDocumentInfoCommand;
    type Output = DocumentInfo;

    /// # Errors
    /// [`DocumentError::InfoNotFound`], [`DocumentError::Invalid`] for what comes out of it, or the
    /// store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &CorrectDocumentInfoCommand,
    ) -> Result<DocumentInfo, AppError> {
        let found = unit.document_infos().get(command.info).await?;
        let mut info = found.ok_or(DocumentError::InfoNotFound)?;
        let of = unit.documents().get(info.value.state().document).await?;
        let of = of.ok_or(DocumentError::NotFound)?.value;
        let corrected = info.value.state().statement.corrected(&command.correction);
        let form = Forms::read(unit).await?.of_id(of.state().document_type)?;
        form.check(&corrected, "documentInfo")?;
        let events = info.value.correct(corrected, self.recorder.now());
        let corrected = info.value.clone();
        if !events.is_empty() {
            unit.document_infos().update(info).await?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(corrected)
    }
}
