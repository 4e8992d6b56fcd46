//! What everybody who keeps files asks of the outside.

use crate::outside::OutsideError;
use async_trait::async_trait;
use kredo_domain::Id;
use std::{fmt, str::FromStr};

/// Marks identifiers of stored files.
#[derive(Debug)]
pub enum FileKind {}
/// Identifies a stored file. Drawn by the application, so that a name from outside never is one.
pub type FileId = Id<FileKind>;

/// SHA-256 of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileChecksum([u8; 32]);

/// The text is no checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a checksum has 64 hexadecimal digits")]
pub struct FileChecksumError;

impl FileChecksum {
    /// For whoever computed it.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for FileChecksum {
    /// 64 lower-case hexadecimal digits, as `sha256sum` prints them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileChecksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileChecksum({self})")
    }
}

impl FromStr for FileChecksum {
    type Err = FileChecksumError;
    fn from_str(text: &str) -> Result<Self, FileChecksumError> {
        let digits: Option<Vec<u8>> = text
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()))
            .collect();
        let digits = digits.ok_or(FileChecksumError)?;
        let (pairs, rest) = digits.as_chunks::<2>();
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high << 4 | low).collect();
        let bytes = bytes.try_into().map_err(|_| FileChecksumError)?;
        if rest.is_empty() { Ok(Self(bytes)) } else { Err(FileChecksumError) }
    }
}

/// A file as whoever stored it remembers it. The checksum is kept by the caller, not beside the
/// bytes: who changes a stored file cannot change what is expected of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRef {
    /// Its id.
    pub id: FileId,
    /// What its bytes must come to.
    pub checksum: FileChecksum,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_written_and_read_as_sha256sum_prints_it() {
        let text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let checksum: FileChecksum = text.parse().unwrap();
        assert_eq!(checksum.to_string(), text);
        assert_eq!(checksum.as_bytes()[..2], [0xe3, 0xb0]);
        assert_eq!(text.to_uppercase().parse(), Ok(checksum));
        for wrong in [
            "",
            "e3",
            &text[1..],
            &format!("{text}0"),
            &format!("{text}00"),
            &text.replace('e', "g"),
        ] {
            assert_eq!(wrong.parse::<FileChecksum>(), Err(FileChecksumError), "{wrong}");
        }
    }
}
