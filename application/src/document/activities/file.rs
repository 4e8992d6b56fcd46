//! `DocumentFileActivity`.

use super::super::{
    AddDocumentFile, AddDocumentFileCommand, DeleteExcessFiles, DeleteExcessFilesCommand,
    RejectDocumentFile, RejectDocumentFileCommand,
};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{Guid, LocalActivity},
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode, FieldFault,
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
    document::{DocumentFile, DocumentId, FileVersion, code},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// The file under one of the two spellings that the manual prints.
fn file(fileguid: Option<Uuid>, misspelt: Option<Uuid>) -> Result<Uuid, AppError> {
    let missing = || AppError::Invalid(vec![FieldFault::new("args[0].fileGuid", "is required")]);
    fileguid.or(misspelt).ok_or_else(missing)
}

/// A file to add to a document.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentFileToAdd {
    /// Whose document it shows.
    customer_guid: Uuid,
    /// The document that it shows.
    document_guid: Uuid,
    /// The file; must be there under this name or the next.
    file_guid: Option<Uuid>,
    /// The same under the spelling of the manual's examples.
    flie_guid: Option<Uuid>,
    /// Which version of the file.
    #[schema(minimum = 0)]
    file_version: i64,
    /// Source of the file: `APPLICATION`.
    #[schema(min_length = 1, max_length = 100)]
    source_name: String,
    /// Identifier in that source.
    #[schema(max_length = 200)]
    source_id: Option<String>,
}

/// A file that shows a document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActivityDocumentFile {
    /// Whose document it shows.
    customer_guid: Uuid,
    /// The document that it shows.
    document_guid: Uuid,
    /// The file, under the spelling of the manual.
    flie_guid: Uuid,
    /// The same, well spelt.
    file_guid: Uuid,
    /// Which version of the file.
    file_version: i64,
    /// Source of the file.
    source_name: String,
    /// Identifier in that source.
    source_id: Option<String>,
}

impl From<DocumentFile> for ActivityDocumentFile {
    fn from(file: DocumentFile) -> Self {
        let state = file.state().clone();
        Self {
            customer_guid: state.customer.guid(),
            document_guid: state.document.guid(),
            flie_guid: state.shown_by.file,
            file_guid: state.shown_by.file,
            file_version: state.shown_by.version,
            source_name: state.source_name,
            source_id: state.source_id,
        }
    }
}

/// Adds a file to a document.
pub(super) struct Create(AddDocumentFile);

impl Create {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(AddDocumentFile::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for Create {
    const NAME: &'static str = "DocumentFileActivity#create";
    const ARGUMENTS: &'static [&'static str] = &["documentFile"];
    const ERRORS: &'static [ErrorCode] = &[code::CUSTOMER_DOCUMENT_NOT_FOUND, CUSTOMER_NOT_FOUND];
    type Arguments = (DocumentFileToAdd,);
    type Output = ActivityDocumentFile;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (new,): (DocumentFileToAdd,),
    ) -> Result<Option<ActivityDocumentFile>, AppError> {
        let shown_by =
            FileVersion { file: file(new.file_guid, new.flie_guid)?, version: new.file_version };
        let command = AddDocumentFileCommand {
            customer: CustomerId::new(new.customer_guid),
            document: DocumentId::new(new.document_guid),
            shown_by,
            source_name: new.source_name,
            source_id: new.source_id,
        };
        Ok(Some(self.0.execute_in(unit, &command).await?.into()))
    }
}

/// A file to reject.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentFileToReject {
    /// The file; must be there under this name or the next.
    file_guid: Option<Uuid>,
    /// The same under the spelling of the manual's examples.
    flie_guid: Option<Uuid>,
    /// Which version of the file.
    #[schema(minimum = 0)]
    file_version: i64,
    /// Why, in one word: `BLURRED_PHOTO`.
    #[schema(min_length = 1, max_length = 100)]
    invalidity_reason: String,
}

/// Rejects a file; answers nothing.
pub(super) struct Reject(RejectDocumentFile);

impl Reject {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(RejectDocumentFile::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for Reject {
    const NAME: &'static str = "DocumentFileActivity#addInvalidityReason";
    const ARGUMENTS: &'static [&'static str] = &["documentFile"];
    const ERRORS: &'static [ErrorCode] = &[code::DOCUMENT_FILE_NOT_FOUND];
    type Arguments = (DocumentFileToReject,);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (rejected,): (DocumentFileToReject,),
    ) -> Result<Option<()>, AppError> {
        let file = file(rejected.file_guid, rejected.flie_guid)?;
        let shown_by = FileVersion { file, version: rejected.file_version };
        let command = RejectDocumentFileCommand { shown_by, reason: rejected.invalidity_reason };
        self.0.execute_in(unit, &command).await?;
        Ok(None)
    }
}

/// One version of a file.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivityFileVersion {
    /// The file, under the spelling of the manual.
    flie_guid: Uuid,
    /// The same, well spelt.
    file_guid: Uuid,
    /// Which version of it.
    file_version: i64,
}

/// Files that were too many.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActivityDeletedFiles {
    /// What was removed, oldest first: files, whatever the name says.
    deleted_documents: Vec<ActivityFileVersion>,
}

/// How many files may stay.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = u32, minimum = 0, maximum = 1000)]
pub(super) struct FilesToKeep(u32);

/// Removes the oldest files of a document where it has too many.
pub(super) struct DeleteExcess(DeleteExcessFiles);

impl DeleteExcess {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(DeleteExcessFiles::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for DeleteExcess {
    const NAME: &'static str = "DocumentFileActivity#delete";
    const ARGUMENTS: &'static [&'static str] = &["customerDocumentGuid", "filesToKeepAmount"];
    const ERRORS: &'static [ErrorCode] = &[code::DOCUMENT_NOT_FOUND];
    type Arguments = (Guid, FilesToKeep);
    type Output = ActivityDeletedFiles;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(document), FilesToKeep(may_stay)): Self::Arguments,
    ) -> Result<Option<ActivityDeletedFiles>, AppError> {
        let may_stay = usize::try_from(may_stay).unwrap_or(usize::MAX);
        let command = DeleteExcessFilesCommand { document: DocumentId::new(document), may_stay };
        let removed = self.0.execute_in(unit, &command).await?;
        let view = |FileVersion { file, version }| ActivityFileVersion {
            flie_guid: file,
            file_guid: file,
            file_version: version,
        };
        let deleted_documents = removed.into_iter().map(view).collect();
        Ok(Some(ActivityDeletedFiles { deleted_documents }))
    }
}
