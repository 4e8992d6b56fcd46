//! What the customer showed.

use crate::document::DocumentInfoView;
use chrono::{DateTime, Utc};
use kredo_domain::document::{Document, DocumentFile};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A document, with all that was ever said of it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldDocument {
    /// Its guid.
    guid: Uuid,
    /// Its type, by the name that it had then.
    r#type: String,
    /// Whether it holds.
    status: &'static str,
    /// What was said of it.
    statements: Vec<DocumentInfoView>,
    /// What shows it.
    files: Vec<HeldFile>,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl HeldDocument {
    pub(in crate::personal_data) fn new(
        document: &Document,
        statements: Vec<DocumentInfoView>,
        files: Vec<HeldFile>,
    ) -> Self {
        let state = document.state();
        Self {
            guid: state.id.guid(),
            r#type: state.type_name.as_str().to_owned(),
            status: state.status.name(),
            statements,
            files,
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}

/// A link to a file that shows a document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::personal_data) struct HeldFile {
    /// The file.
    file_guid: Uuid,
    /// Which version of it.
    file_version: i64,
    /// Source of the file.
    source_name: String,
    /// Identifier in that source.
    source_id: Option<String>,
    /// Why it was rejected, if it was.
    invalidity_reason: Option<String>,
    /// Whether it was removed.
    is_deleted: bool,
    /// When it was added.
    created_at: DateTime<Utc>,
}

impl From<&DocumentFile> for HeldFile {
    fn from(file: &DocumentFile) -> Self {
        let state = file.state().clone();
        Self {
            file_guid: state.shown_by.file,
            file_version: state.shown_by.version,
            source_name: state.source_name,
            source_id: state.source_id,
            invalidity_reason: state.invalidity_reason,
            is_deleted: state.removed,
            created_at: state.created_at,
        }
    }
}
