//! The activities of documents.

mod document;
mod file;
mod info;
mod view;

pub use view::{DocumentInfoView, TypeOfDocument};

use crate::{Recorder, activity::ActivityTable};

/// Adds the activities of documents to the table.
#[must_use]
pub fn document_activities(table: ActivityTable, recorder: &Recorder) -> ActivityTable {
    table
        .with(document::Create::new(recorder))
        .with(document::Find)
        .with(info::Add::new(recorder))
        .with(info::Patch::new(recorder))
        .with(file::Create::new(recorder))
        .with(file::Reject::new(recorder))
        .with(file::DeleteExcess::new(recorder))
}
