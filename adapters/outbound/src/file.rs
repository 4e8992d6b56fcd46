//! Where files are kept.

#[cfg(not(unix))]
compile_error!("stored files are guarded by Unix file modes; build for Linux, macOS or WSL");

mod local;

pub use local::{LocalFiles, LocalFilesError};
