//! Customers' documents, the files that show them, and the directory of their types.

mod activities;
mod add_document;
mod add_info;
mod aggregates;
mod change_status;
mod correct_info;
mod directories;
mod file;
mod forms;
mod install_types;
mod known;
mod list_documents;
mod save_stated;
mod types;

pub(crate) use forms::Forms;

pub use activities::{DocumentInfoView, TypeOfDocument, document_activities};
pub use add_document::{AddDocument, AddDocumentCommand};
pub use add_info::{AddDocumentInfo, AddDocumentInfoCommand};
pub use change_status::{ChangeDocumentStatus, ChangeDocumentStatusCommand};
pub use correct_info::{CorrectDocumentInfo, CorrectDocumentInfoCommand};
pub use file::{
    AddDocumentFile, AddDocumentFileCommand, DeleteExcessFiles, DeleteExcessFilesCommand,
    KnownFile, ListDocumentFiles, ListDocumentFilesCommand, RejectDocumentFile,
    RejectDocumentFileCommand,
};
pub use install_types::InstallDocumentTypes;
pub use known::KnownDocument;
pub use list_documents::{ListDocuments, WantedDocuments};
pub use save_stated::{SaveStatedDocuments, SaveStatedDocumentsCommand};
pub use types::{
    AddDocumentAttribute, AttributeOfType, ChangeDocumentAttribute, ChangeDocumentType,
    FindDocumentAttribute, FindDocumentType, ListDocumentTypes, NewAttribute,
};
