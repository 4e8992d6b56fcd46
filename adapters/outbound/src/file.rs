//! Where files are kept.

#[cfg(not(unix))]
compile_error!("stored files are guarded by Unix file modes; build for Linux, macOS or WSL");

#[cfg(test)]
mod contract;
mod local;
#[cfg(feature = "s3")]
mod s3;

pub use local::{LocalFiles, LocalFilesError};
#[cfg(feature = "s3")]
pub use s3::{S3Files, S3Settings, S3SetupError};

use kredo_application::{file::ports::FileId, outside::OutsideError};
use std::error::Error;

const SYSTEM: &str = "the file storage";

/// Where a file lies in any storage: a folder by the end of its guid, which is random, so that
/// folders fill evenly; then the guid. A storage is moved by copying.
fn folder_and_name(id: FileId) -> (String, String) {
    let name = id.to_string();
    let folder = name.get(name.len().saturating_sub(2)..).unwrap_or_default().to_owned();
    (folder, name)
}

fn refused(reason: &str) -> OutsideError {
    OutsideError::Refused { system: SYSTEM, reason: reason.to_owned() }
}

fn unavailable(source: impl Into<Box<dyn Error + Send + Sync>>) -> OutsideError {
    OutsideError::Unavailable { system: SYSTEM, source: source.into() }
}

fn unknown(source: impl Into<Box<dyn Error + Send + Sync>>) -> OutsideError {
    OutsideError::Unknown { system: SYSTEM, source: source.into() }
}
