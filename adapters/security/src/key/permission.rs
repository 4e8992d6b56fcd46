//! Who may read and change keys: mode bits.

use super::KeyFileError;
use std::{
    fs::{self, DirBuilder, File},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::Path,
};

const GROUP_AND_OTHERS: u32 = 0o077;
const WRITABLE_BY_THEM: u32 = 0o022;

/// Makes the folder with mode 0700, or refuses one that others may put keys into.
pub(super) fn make_private_folder(folder: &Path) -> Result<(), KeyFileError> {
    let failed = |source| KeyFileError::Folder { folder: folder.to_owned(), source };
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
    refuse_open_folder(folder)
}

/// Refuses a folder that others may put keys into.
pub(super) fn refuse_open_folder(folder: &Path) -> Result<(), KeyFileError> {
    let failed = |source| KeyFileError::Folder { folder: folder.to_owned(), source };
    let mode = fs::metadata(folder).map_err(failed)?.mode() & 0o7777;
    if mode & WRITABLE_BY_THEM != 0 {
        return Err(KeyFileError::FolderTooOpen { folder: folder.to_owned(), mode });
    }
    Ok(())
}

/// Refuses a private key that anybody but its owner may read or change.
pub(super) fn refuse_open_file(file: &File, path: &Path) -> Result<(), KeyFileError> {
    let metadata = file
        .metadata()
        .map_err(|source| KeyFileError::Unreadable { file: path.to_owned(), source })?;
    let mode = metadata.mode() & 0o7777;
    if mode & GROUP_AND_OTHERS != 0 {
        return Err(KeyFileError::FileTooOpen { file: path.to_owned(), mode });
    }
    Ok(())
}

/// Makes a new name in the folder outlive a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
