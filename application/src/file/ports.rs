//! What everybody who keeps files asks of the outside.

use crate::{Sha256Sum, outside::OutsideError};
use async_trait::async_trait;
use kredo_domain::Id;

/// Marks identifiers of stored files.
#[derive(Debug)]
pub enum FileKind {}
/// Identifies a stored file. Drawn by the application, so that a name from outside never is one.
pub type FileId = Id<FileKind>;

/// A file as whoever stored it remembers it. The checksum is kept by the caller, not beside the
/// bytes: who changes a stored file cannot change what is expected of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRef {
    /// Its id.
    pub id: FileId,
    /// What its bytes must come to.
    pub checksum: Sha256Sum,
}

/// Keeps files as they were given.
///
/// Idempotent by id: the caller draws the id before the call and keeps it, so that a repeated call
/// neither makes a second file nor leaves one behind that nobody knows. After
/// [`OutsideError::Unknown`] any of the calls is simply repeated.
#[async_trait]
pub trait FileStorage: Send + Sync {
    /// Keeps the bytes; when it returns they outlive a power cut. The same file again is no error.
    ///
    /// # Errors
    /// [`OutsideError::Refused`] when the checksum is not that of the bytes, or the id is taken by
    /// other bytes; [`OutsideError::Unavailable`] when they could not be kept;
    /// [`OutsideError::Unknown`] when they may have been.
    async fn put(&self, file: FileRef, bytes: Vec<u8>) -> Result<(), OutsideError>;

    /// The bytes, checked against the checksum; `None` when there is no such file.
    ///
    /// # Errors
    /// [`OutsideError::Refused`] when the bytes are not those of the checksum: the file is damaged;
    /// [`OutsideError::Unavailable`] when they cannot be read.
    async fn get(&self, file: FileRef) -> Result<Option<Vec<u8>>, OutsideError>;

    /// Removes the file for good; whether there was one.
    ///
    /// # Errors
    /// [`OutsideError::Unavailable`] when it could not be removed.
    async fn delete(&self, id: FileId) -> Result<bool, OutsideError>;
}
