//! Files that show documents.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, Staff},
    extract::{CustomerGuid, Filter, GuidPath, PageOf},
    failure::{Failure, errors},
    state::SharedState,
    wire::{Capitals, DocumentStatusWord},
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{
    document::{KnownFile, ListDocumentFiles, ListDocumentFilesCommand},
    read,
};
use kredo_domain::{
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
    document::DocumentTypeName,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

errors! { ListErrors: 404 => CUSTOMER_NOT_FOUND }

/// Which of the files.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SomeFiles {
    /// Only those that show documents of these types.
    #[serde(default)]
    document_type: Vec<String>,
}

/// A file that shows a document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentFileView {
    /// Guid of the link.
    guid: Uuid,
    /// The file.
    file_guid: Uuid,
    /// Which version of it.
    file_version: i64,
    /// Source of the file.
    source_name: String,
    /// Why it was rejected, if it was.
    invalidity_reason: Option<String>,
    /// Whether it was removed.
    is_deleted: bool,
    /// `NOT_VALID` once it was rejected.
    status: DocumentStatusWord,
    /// Name of the type of the document that it shows.
    document_type: String,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it last changed, if it ever did.
    updated_at: Option<DateTime<Utc>>,
}

impl From<KnownFile> for DocumentFileView {
    fn from(known: KnownFile) -> Self {
        let status = known.file.status();
        let state = known.file.state().clone();
        Self {
            guid: state.id.guid(),
            file_guid: state.shown_by.file,
            file_version: state.shown_by.version,
            source_name: state.source_name,
            invalidity_reason: state.invalidity_reason,
            is_deleted: state.removed,
            status: Capitals(status),
            document_type: known.type_name.as_str().to_owned(),
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    PageOf(page): PageOf<KnownFile>,
    Filter(filter): Filter<SomeFiles>,
) -> Result<Answer<PageView<DocumentFileView>>, Failure<ListErrors>> {
    let types = filter.document_type.iter().map(|name| DocumentTypeName::new(name)).collect();
    let command = ListDocumentFilesCommand { customer: CustomerId::new(customer), types, page };
    let page = read(state.store(), &ListDocumentFiles, &command).await?;
    Ok(Answer(PageView::of(page, DocumentFileView::from)))
}
