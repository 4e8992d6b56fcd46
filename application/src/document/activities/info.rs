//! `DocumentInfoActivity`.

use super::{
    super::{
        AddDocumentInfo, AddDocumentInfoCommand, CorrectDocumentInfo, CorrectDocumentInfoCommand,
    },
    view::{
        ActivityDocument, DocumentInfoToAdd, DocumentInfoView, DocumentInfosToAdd, one_or_many,
        statements,
    },
};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{Guid, LocalActivity},
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode, FieldFault,
    document::{DocumentId, DocumentInfoId, code},
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Records what is said about a document, and answers the document.
pub(super) struct Add(AddDocumentInfo);

impl Add {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(AddDocumentInfo::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for Add {
    const NAME: &'static str = "DocumentInfoActivity#add";
    const ARGUMENTS: &'static [&'static str] = &["documentGuid", "documentInfo"];
    const ERRORS: &'static [ErrorCode] =
        &[code::CUSTOMER_DOCUMENT_NOT_FOUND, code::VALIDATION_FAILURE];
    type Arguments = (Guid, Option<DocumentInfosToAdd>);
    type Output = ActivityDocument;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(document), infos): Self::Arguments,
    ) -> Result<Option<ActivityDocument>, AppError> {
        let (document, statements) = (DocumentId::new(document), statements(infos));
        let command = AddDocumentInfoCommand { document, statements };
        Ok(Some(self.0.execute_in(unit, &command).await?.into()))
    }
}

/// A correction of what was said about a document; what is left out or null stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentInfoCorrection {
    /// The record that is corrected.
    guid: Uuid,
    /// What it is to say.
    #[serde(flatten)]
    info: DocumentInfoToAdd,
}

one_or_many!(
    /// A correction, alone or as the only one of a list.
    DocumentInfoCorrections: DocumentInfoCorrection
);

/// Corrects a record of what was said about a document, and answers the record.
pub(super) struct Patch(CorrectDocumentInfo);

impl Patch {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(CorrectDocumentInfo::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for Patch {
    const NAME: &'static str = "DocumentInfoActivity#patch";
    const ARGUMENTS: &'static [&'static str] = &["documentInfo"];
    const ERRORS: &'static [ErrorCode] = &[code::DOCUMENT_INFO_NOT_FOUND, code::VALIDATION_FAILURE];
    type Arguments = (DocumentInfoCorrections,);
    type Output = DocumentInfoView;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (corrections,): (DocumentInfoCorrections,),
    ) -> Result<Option<DocumentInfoView>, AppError> {
        // The answer is one record.
        let [DocumentInfoCorrection { guid, info }] = <[_; 1]>::try_from(corrections.into_vec())
            .map_err(|_| {
                AppError::Invalid(vec![FieldFault::new("args[0]", "is one record at a time")])
            })?;
        let (info, correction) = (DocumentInfoId::new(guid), info.into());
        let command = CorrectDocumentInfoCommand { info, correction };
        Ok(Some(self.0.execute_in(unit, &command).await?.into()))
    }
}
