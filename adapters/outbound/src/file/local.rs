//! Files in a folder of this machine.

use super::{refused, unavailable, unknown};
use async_trait::async_trait;
use kredo_application::{
    Sha256Sum,
    file::ports::{FileId, FileRef, FileStorage},
    outside::OutsideError,
};
use std::{
    fs::{self, DirBuilder, File},
    io::{self, ErrorKind, Write},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    time::Duration,
};

const DRAFTS: &str = "drafts";
/// A draft lives for the time of one write; one this old was left by a process that died.
const ABANDONED: Duration = Duration::from_hours(24);

/// Keeps each file under its own guid, `<last two digits>/<guid>`, with mode 0600 in folders of
/// mode 0700.
///
/// A file is written beside its place, forced to the disk and then renamed: it is there whole or
/// not at all. Names are guids that the application drew, so no name can lead out of the folder.
#[derive(Debug, Clone)]
pub struct LocalFiles {
    root: PathBuf,
}

/// The folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("files cannot be kept in {}", folder.display())]
pub struct LocalFilesError {
    folder: PathBuf,
    #[source]
    source: io::Error,
}

impl LocalFiles {
    /// Keeps files in that folder, which is made if need be; drafts that a dead process left there
    /// are removed.
    ///
    /// # Errors
    /// [`LocalFilesError`] when the folder cannot be made or written.
    pub fn open(root: PathBuf) -> Result<Self, LocalFilesError> {
        match prepare(&root) {
            Ok(()) => Ok(Self { root }),
            Err(source) => Err(LocalFilesError { folder: root, source }),
        }
    }

    fn folder_and_path(&self, id: FileId) -> (PathBuf, PathBuf) {
        let (folder, name) = super::folder_and_name(id);
        let folder = self.root.join(folder);
        let path = folder.join(name);
        (folder, path)
    }

    fn put_now(&self, file: FileRef, bytes: &[u8]) -> Result<(), OutsideError> {
        if checksum(bytes) != file.checksum {
            return Err(refused("the checksum is not that of the bytes"));
        }
        let (folder, path) = self.folder_and_path(file.id);
        let draft = self.draft(bytes).map_err(unavailable)?;
        match draft.persist_noclobber(&path) {
            Ok(_) => sync_folder(&folder).map_err(unknown),
            Err(fault) if fault.error.kind() == ErrorKind::AlreadyExists => {
                // It may be there since a call whose last step failed: its name must last too.
                match read(&path).map_err(unavailable)? {
                    Some(kept) if checksum(&kept) == file.checksum => {
                        sync_folder(&folder).map_err(unknown)
                    }
                    Some(_) | None => Err(refused("another file has this id")),
                }
            }
            Err(fault) => Err(unavailable(fault.error)),
        }
    }

    /// The bytes on the disk, in a file of mode 0600 that has no lasting name yet.
    fn draft(&self, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
        let mut draft = tempfile::NamedTempFile::new_in(self.root.join(DRAFTS))?;
        draft.write_all(bytes)?;
        draft.as_file().sync_all()?;
        Ok(draft)
    }

    fn get_now(&self, file: FileRef) -> Result<Option<Vec<u8>>, OutsideError> {
        let (_, path) = self.folder_and_path(file.id);
        match read(&path).map_err(unavailable)? {
            Some(bytes) if checksum(&bytes) != file.checksum => {
                Err(refused("the file is damaged: its checksum is another"))
            }
            found => Ok(found),
        }
    }

    fn delete_now(&self, id: FileId) -> io::Result<bool> {
        let (folder, path) = self.folder_and_path(id);
        match fs::remove_file(path) {
            Ok(()) => sync_folder(&folder).map(|()| true),
            Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(false),
            Err(fault) => Err(fault),
        }
    }

    /// Does what waits for the disk where it holds up nobody.
    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, OutsideError> + Send + 'static,
    ) -> Result<T, OutsideError> {
        let this = self.clone();
        tokio::task::spawn_blocking(move || work(&this))
            .await
            .unwrap_or_else(|fault| Err(unknown(fault)))
    }
}

#[async_trait]
impl FileStorage for LocalFiles {
    async fn put(&self, file: FileRef, bytes: Vec<u8>) -> Result<(), OutsideError> {
        self.aside(move |this| this.put_now(file, &bytes)).await
    }
    async fn get(&self, file: FileRef) -> Result<Option<Vec<u8>>, OutsideError> {
        self.aside(move |this| this.get_now(file)).await
    }
    async fn delete(&self, id: FileId) -> Result<bool, OutsideError> {
        self.aside(move |this| this.delete_now(id).map_err(unavailable)).await
    }
}

fn checksum(bytes: &[u8]) -> Sha256Sum {
    Sha256Sum::of(bytes)
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// All folders at once: one that were made on the way might not outlive a power cut.
fn prepare(root: &Path) -> io::Result<()> {
    make_folder(&root.join(DRAFTS))?;
    for tail in 0..=u8::MAX {
        make_folder(&root.join(format!("{tail:02x}")))?;
    }
    sync_folder(root)?;
    remove_abandoned(&root.join(DRAFTS))
}

fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Makes names in the folder outlive a power cut.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Compares with a draft made now, so that the file system's own clock counts.
fn remove_abandoned(drafts: &Path) -> io::Result<()> {
    let now = tempfile::NamedTempFile::new_in(drafts)?.as_file().metadata()?.modified()?;
    for entry in fs::read_dir(drafts)? {
        let entry = entry?;
        let age = entry.metadata().and_then(|metadata| metadata.modified());
        let is_abandoned =
            age.is_ok_and(|changed| now.duration_since(changed).is_ok_and(|age| age > ABANDONED));
        if is_abandoned {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
