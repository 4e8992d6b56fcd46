//! Files that show documents.

mod add;
mod delete_excess;
mod list;
mod reject;

pub use add::{AddDocumentFile, AddDocumentFileCommand};
pub use delete_excess::{DeleteExcessFiles, DeleteExcessFilesCommand};
pub use list::{KnownFile, ListDocumentFiles, ListDocumentFilesCommand};
pub use reject::{RejectDocumentFile, RejectDocumentFileCommand};

use crate::{AppError, UnitOfWork, Versioned};
use kredo_domain::document::{Document, DocumentFile};

/// The files of one document, removed ones included.
async fn files_of(
    unit: &mut dyn UnitOfWork,
    document: &Document,
) -> Result<Vec<Versioned<DocumentFile>>, AppError> {
    let mut files = unit.document_files().of(document.state().customer).await?;
    files.retain(|file| file.value.state().document == document.id());
    Ok(files)
}
