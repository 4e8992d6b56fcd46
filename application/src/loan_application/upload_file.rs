//! A partner uploads a file for its application.

use super::own::find_own;
use crate::{
    AppError, Recorder, Sha256Sum, Store, UnitOfWork, UseCase,
    file::{
        accept,
        ports::{FileRef, FileStorage},
    },
    run,
};
use async_trait::async_trait;
use kredo_domain::{
    identity::AccountName,
    loan_application::{LoanApplicationId, UploadedFile},
};
use std::sync::Arc;

/// Keeps a file's bytes in the file storage and notes the file at the application.
pub struct UploadFile {
    store: Arc<dyn Store>,
    files: Arc<dyn FileStorage>,
    recorder: Recorder,
}

/// Which file of which application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadFileCommand {
    /// Who uploads.
    pub partner: AccountName,
    /// For which application.
    pub application: LoanApplicationId,
    /// What it shows: `CUSTOMER_PHOTO`; the set is open.
    pub kind: String,
    /// Its format: `jpeg`; the set is open.
    pub format: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl UploadFile {
    /// Binds the ports.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, files: Arc<dyn FileStorage>, recorder: Recorder) -> Self {
        Self { store, files, recorder }
    }

    /// Keeps the bytes first, then notes the file; the same upload again does neither.
    ///
    /// # Errors
    /// [`FileError`](crate::file::FileError),
    /// [`LoanApplicationError`](kredo_domain::loan_application::LoanApplicationError), the
    /// storage's, or the store's. A file that is not noted is not kept.
    pub async fn execute(&self, command: UploadFileCommand) -> Result<(), AppError> {
        let UploadFileCommand { partner, application, kind, format, bytes } = command;
        let media_type = accept(&bytes)?.as_str().to_owned();
        let checksum = Sha256Sum::of(&bytes);
        let kept = FileRef { id: self.recorder.new_id(), checksum };
        let (storage_id, checksum) = (kept.id.to_string(), checksum.to_string());
        let file = UploadedFile { kind, format, storage_id, checksum, media_type };
        let note = NoteFile { recorder: &self.recorder };
        let noted = (partner, application, file);
        if self.would_change(&noted).await? {
            self.files.put(kept, bytes).await?;
            if let Err(refused) = run(&*self.store, &note, &noted).await {
                self.files.delete(kept.id).await?;
                return Err(refused);
            }
        }
        Ok(())
    }

    async fn would_change(&self, noted: &Noted) -> Result<bool, AppError> {
        let (partner, application, file) = noted;
        let mut unit = self.store.reader().await?;
        let mut found = find_own(&mut *unit, *application, partner).await?;
        Ok(!found.value.upload_file(file.clone())?.events.is_empty())
    }
}

type Noted = (AccountName, LoanApplicationId, UploadedFile);

struct NoteFile<'a> {
    recorder: &'a Recorder,
}

#[async_trait]
impl UseCase for NoteFile<'_> {
    type Command = Noted;
    type Output = ();

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        (partner, id, file): &Noted,
    ) -> Result<(), AppError> {
        let mut application = find_own(unit, *id, partner).await?;
        let outcome = application.value.upload_file(file.clone())?;
        if !outcome.events.is_empty() {
            unit.loan_applications().update(application).await?;
            self.recorder.record(unit, &outcome.events).await?;
        }
        Ok(())
    }
}
