//! Which files are taken from outside at all.

use super::MediaType;
use kredo_domain::{Coded, ErrorCode};

/// Codes of files that are not taken.
pub mod code {
    kredo_domain::error_codes! {
        FILE_TOO_LARGE: Invalid = "The file itself, out of its base64, is larger than 12 MiB.";
        FILE_TYPE_REFUSED: Invalid = "The file's content is a program, a script, an installer or a page that a browser would run, whatever the request calls it; the message names the type.";
    }
}

/// The most bytes that a file from outside may have.
pub const LARGEST_FILE: usize = 12 * 1024 * 1024;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It has too many bytes.
    #[error("the file is larger than {LARGEST_FILE} bytes")]
    TooLarge,
    /// It would run on the machine of whoever opens it.
    #[error("the file's content is of the type {0}, which is not taken")]
    TypeRefused(MediaType),
}

impl Coded for FileError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::TooLarge => code::FILE_TOO_LARGE,
            Self::TypeRefused(_) => code::FILE_TYPE_REFUSED,
        }
    }
}

/// The type of a file that may be kept.
///
/// # Errors
/// [`FileError`].
pub fn accept(bytes: &[u8]) -> Result<MediaType, FileError> {
    if bytes.len() > LARGEST_FILE {
        return Err(FileError::TooLarge);
    }
    let found = MediaType::of(bytes);
    if found.is_active() { Err(FileError::TypeRefused(found)) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_file_is_taken_and_a_byte_more_is_not() {
        let mut bytes = vec![0; LARGEST_FILE];
        assert!(accept(&bytes).is_ok());
        bytes.push(0);
        assert_eq!(accept(&bytes), Err(FileError::TooLarge));
    }

    #[test]
    fn what_would_run_is_refused_by_its_name() {
        assert_eq!(accept(b"%PDF-1.7").unwrap().as_str(), "application/pdf");
        let refused = accept(b"#!/bin/sh\n").unwrap_err();
        assert_eq!(refused.code(), code::FILE_TYPE_REFUSED);
        assert!(refused.to_string().contains("text/x-shellscript"), "{refused}");
    }
}
