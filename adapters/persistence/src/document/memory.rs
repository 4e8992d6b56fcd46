//! Unique keys and look-ups of documents in memory.

use crate::memory::{MemoryUnit, UniqueKey};
use async_trait::async_trait;
use kredo_application::store::{DocumentFileRepository, StoreError, Versioned};
use kredo_domain::document::{Document, DocumentFile, DocumentInfo, FileVersion};

/// None besides the guid: a customer may have had several passports.
pub(crate) fn document_keys(_: &Document) -> Vec<UniqueKey> {
    Vec::new()
}

/// None besides the guid: the same may be said again later.
pub(crate) fn info_keys(_: &DocumentInfo) -> Vec<UniqueKey> {
    Vec::new()
}

pub(crate) fn file_keys(file: &DocumentFile) -> Vec<UniqueKey> {
    let state = file.state();
    let FileVersion { file, version } = state.shown_by;
    vec![("shown_by", format!("{}\n{file}\n{version}", state.document))]
}

#[async_trait]
impl DocumentFileRepository for MemoryUnit {
    async fn showing(
        &mut self,
        shown_by: FileVersion,
    ) -> Result<Vec<Versioned<DocumentFile>>, StoreError> {
        Ok(self.find(|file: &DocumentFile| file.state().shown_by == shown_by))
    }
}
