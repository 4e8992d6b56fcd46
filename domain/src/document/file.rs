//! Files that show a document.

use super::{Document, DocumentEvent, DocumentFileId, DocumentId, DocumentStatus};
use crate::customer::CustomerId;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// That one version of a file shows a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    state: DocumentFileState,
}

/// One version of a file, wherever it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileVersion {
    /// The file.
    pub file: Uuid,
    /// Which version of it, from 0.
    pub version: i64,
}

/// Everything a link is, for adapters and views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFileState {
    /// Its guid.
    pub id: DocumentFileId,
    /// Whose document is shown.
    pub customer: CustomerId,
    /// Which document is shown.
    pub document: DocumentId,
    /// What shows it.
    pub shown_by: FileVersion,
    /// Source of the file: `APPLICATION`, …
    pub source_name: String,
    /// Identifier in that source.
    pub source_id: Option<String>,
    /// Why the file was rejected, in one word, if it was: `BLURRED_PHOTO`.
    pub invalidity_reason: Option<String>,
    /// Whether it was removed: it is known still, and does not count.
    pub removed: bool,
    /// When it was added, UTC.
    pub created_at: DateTime<Utc>,
    /// When it last changed, if it ever did, UTC.
    pub updated_at: Option<DateTime<Utc>>,
}

impl DocumentFile {
    /// Adds a file to a document.
    #[must_use]
    pub fn add(
        id: DocumentFileId,
        of: &Document,
        shown_by: FileVersion,
        (source_name, source_id): (String, Option<String>),
        now: DateTime<Utc>,
    ) -> (Self, Vec<DocumentEvent>) {
        let state = DocumentFileState {
            id,
            customer: of.state().customer,
            document: of.id(),
            shown_by,
            source_name,
            source_id,
            invalidity_reason: None,
            removed: false,
            created_at: now,
            updated_at: None,
        };
        let event = DocumentEvent::FileAdded {
            document_guid: state.document,
            customer_guid: state.customer,
            document_file_guid: id,
        };
        (Self { state }, vec![event])
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: DocumentFileState) -> Self {
        Self { state }
    }
    /// Everything it is.
    #[must_use]
    pub const fn state(&self) -> &DocumentFileState {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> DocumentFileId {
        self.state.id
    }
    /// What is known of what the file shows: it does not hold once it was rejected.
    #[must_use]
    pub const fn status(&self) -> DocumentStatus {
        match self.state.invalidity_reason {
            Some(_) => DocumentStatus::NotValid,
            None => DocumentStatus::NotChecked,
        }
    }

    /// Rejects it; for the same reason again changes nothing.
    pub fn reject(&mut self, reason: &str, now: DateTime<Utc>) -> Vec<DocumentEvent> {
        if self.state.invalidity_reason.as_deref() == Some(reason) {
            return Vec::new();
        }
        self.state.invalidity_reason = Some(reason.to_owned());
        self.state.updated_at = Some(now);
        vec![DocumentEvent::FileRejected {
            document_guid: self.state.document,
            customer_guid: self.state.customer,
            document_file_guid: self.state.id,
        }]
    }

    /// Removes it; once is enough.
    pub fn remove(&mut self, now: DateTime<Utc>) -> Vec<DocumentEvent> {
        if self.state.removed {
            return Vec::new();
        }
        self.state.removed = true;
        self.state.updated_at = Some(now);
        vec![DocumentEvent::FileRemoved {
            document_guid: self.state.document,
            customer_guid: self.state.customer,
            document_file_guid: self.state.id,
        }]
    }

    /// Counts again, if it was removed.
    pub fn add_again(&mut self, now: DateTime<Utc>) -> Vec<DocumentEvent> {
        if !self.state.removed {
            return Vec::new();
        }
        self.state.removed = false;
        self.state.updated_at = Some(now);
        vec![DocumentEvent::FileAdded {
            document_guid: self.state.document,
            customer_guid: self.state.customer,
            document_file_guid: self.state.id,
        }]
    }

    /// Of the files of one document those that are one too many where so many may stay: the oldest.
    #[must_use]
    pub fn excess(mut files: Vec<Self>, may_stay: usize) -> Vec<Self> {
        files.retain(|file| !file.state.removed);
        files.sort_by_key(|file| (file.state.created_at, file.state.id.guid()));
        let excess = files.len().saturating_sub(may_stay);
        files.truncate(excess);
        files
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Id, document::tests::passport};
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn id<K>(n: u128) -> Id<K> {
        Id::new(Uuid::from_u128(n))
    }

    fn file(n: u128) -> DocumentFile {
        let (at, status) = (DateTime::UNIX_EPOCH, DocumentStatus::NotChecked);
        let document = Document::add(id(1), id(2), &passport(), status, at).0;
        let shown_by = FileVersion { file: Uuid::from_u128(n), version: 1 };
        let source = ("APPLICATION".to_owned(), None);
        let at = at + TimeDelta::minutes(i64::try_from(n % 3).unwrap());
        DocumentFile::add(id(n), &document, shown_by, source, at).0
    }

    #[test]
    fn a_rejected_file_shows_nothing_and_keeps_its_reason() {
        let mut file = file(1);
        assert_eq!(file.status(), DocumentStatus::NotChecked);
        assert_eq!(file.reject("BLURRED_PHOTO", DateTime::UNIX_EPOCH).len(), 1);
        assert_eq!(file.reject("BLURRED_PHOTO", DateTime::UNIX_EPOCH), []);
        assert_eq!(file.status(), DocumentStatus::NotValid);
    }

    #[test]
    fn a_file_is_removed_once_and_can_be_added_again() {
        let mut file = file(1);
        assert_eq!(file.add_again(DateTime::UNIX_EPOCH), []);
        assert_eq!(file.remove(DateTime::UNIX_EPOCH).len(), 1);
        assert_eq!(file.remove(DateTime::UNIX_EPOCH), []);
        assert_eq!(file.add_again(DateTime::UNIX_EPOCH).len(), 1);
        assert!(!file.state().removed);
    }

    proptest! {
        #[test]
        fn of_too_many_the_oldest_go_and_the_newest_stay(
            numbers in prop::collection::btree_set(1..50_u128, 0..12),
            gone in prop::collection::btree_set(1..50_u128, 0..6),
            may_stay in 0..12_usize,
        ) {
            let files: Vec<_> = numbers.iter().map(|n| {
                let mut file = file(*n);
                if gone.contains(n) { file.remove(DateTime::UNIX_EPOCH); }
                file
            }).collect();
            let excess = DocumentFile::excess(files.clone(), may_stay);
            let live: Vec<_> = files.into_iter().filter(|file| !file.state.removed).collect();
            let stay: Vec<_> = live.iter().filter(|file| !excess.contains(file)).collect();
            prop_assert_eq!(stay.len(), live.len().min(may_stay));
            let age = |file: &DocumentFile| (file.state.created_at, file.state.id.guid());
            for goes in &excess {
                prop_assert!(stay.iter().all(|stays| age(stays) > age(goes)));
            }
        }
    }
}
