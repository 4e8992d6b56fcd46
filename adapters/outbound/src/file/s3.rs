//! Files in a bucket of S3, or of a storage that speaks like it.

mod courier;
mod fault;
mod settings;

pub use settings::{S3Settings, S3SetupError};

use super::{folder_and_name, refused};
use async_trait::async_trait;
use fault::Refusal;
use kredo_application::{
    Sha256Sum,
    file::ports::{FileId, FileRef, FileStorage},
    outside::OutsideError,
};
use object_store::{ObjectStore, ObjectStoreExt, PutMode, aws::AmazonS3, path::Path};
use std::fmt;
use uuid::Uuid;

/// Keeps each file as an object `<prefix>/<last two digits>/<guid>` of one bucket.
///
/// An object is written on the condition that there is none of its name (`If-None-Match`), and with
/// its SHA-256, which the storage checks. What a call came to is sorted by what the storage may have
/// done:
///
/// | answer | to a write | to anything else |
/// |---|---|---|
/// | no connection | [`Unavailable`], after two more tries | the same |
/// | 408, 409, 429; 503 with a code of S3 | the same | the same |
/// | 412 | the object there is compared | |
/// | other 4xx, 3xx | [`Unavailable`], with what to do about it | the same; 404 is "no such file" |
/// | other 5xx; a connection that breaks | [`Unknown`] | [`Unavailable`], after two more tries |
/// | a time-out | [`Unknown`] | [`Unavailable`] |
///
/// Redirects are not followed, proxies of the environment are not used, and no error shows a key or
/// the body of an answer.
///
/// [`Unavailable`]: OutsideError::Unavailable
/// [`Unknown`]: OutsideError::Unknown
#[derive(Clone)]
pub struct S3Files {
    store: AmazonS3,
    bucket: String,
    prefix: Path,
}

impl fmt::Debug for S3Files {
    /// Without the key, which the client holds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { store: _, bucket, prefix } = self;
        f.debug_struct("S3Files").field("bucket", bucket).field("prefix", prefix).finish()
    }
}

impl S3Files {
    /// Looks into the bucket, so that a wrong setting is found at once and not by the first file.
    ///
    /// # Errors
    /// [`S3SetupError`] when the settings make no client, or the bucket cannot be read with them.
    pub async fn open(settings: &S3Settings) -> Result<Self, S3SetupError> {
        let files = Self::connect(settings)?;
        // Nothing ever has this guid: whoever may read is told that there is no such object.
        match files.read(FileId::new(Uuid::nil())).await {
            Ok(_) => Ok(files),
            Err(source) => Err(S3SetupError::Bucket { bucket: files.bucket, source }),
        }
    }

    fn connect(settings: &S3Settings) -> Result<Self, S3SetupError> {
        let (bucket, prefix) = (settings.bucket.clone(), settings.prefix()?);
        Ok(Self { store: settings.store()?, bucket, prefix })
    }

    fn key(&self, id: FileId) -> Path {
        let (folder, name) = folder_and_name(id);
        self.prefix.clone().join(folder).join(name)
    }

    async fn read(&self, id: FileId) -> Result<Option<Vec<u8>>, OutsideError> {
        let read = async { self.store.get(&self.key(id)).await?.bytes().await };
        match read.await {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(fault) if Refusal::of(&fault).is_some_and(Refusal::is_no_such_object) => Ok(None),
            Err(fault) => Err(fault::of_question(fault)),
        }
    }

    /// What a write that found an object of this name has to say.
    async fn compare(&self, file: FileRef) -> Result<(), OutsideError> {
        match self.read(file.id).await? {
            Some(kept) if Sha256Sum::of(&kept) == file.checksum => Ok(()),
            Some(_) | None => Err(refused("another file has this id")),
        }
    }
}

#[async_trait]
impl FileStorage for S3Files {
    async fn put(&self, file: FileRef, bytes: Vec<u8>) -> Result<(), OutsideError> {
        if Sha256Sum::of(&bytes) != file.checksum {
            return Err(refused("the checksum is not that of the bytes"));
        }
        let key = self.key(file.id);
        match self.store.put_opts(&key, bytes.into(), PutMode::Create.into()).await {
            Ok(_) => Ok(()),
            Err(fault) if Refusal::of(&fault).is_some_and(Refusal::is_taken) => {
                self.compare(file).await
            }
            Err(fault) => Err(fault::of_write(fault)),
        }
    }

    async fn get(&self, file: FileRef) -> Result<Option<Vec<u8>>, OutsideError> {
        match self.read(file.id).await? {
            Some(bytes) if Sha256Sum::of(&bytes) != file.checksum => {
                Err(refused("the file is damaged: its checksum is another"))
            }
            found => Ok(found),
        }
    }

    /// Asks first, since a storage deletes what is not there as readily; of two that delete at once
    /// both may be told that there was a file.
    async fn delete(&self, id: FileId) -> Result<bool, OutsideError> {
        let key = self.key(id);
        let was_there = match self.store.head(&key).await {
            Ok(_) => true,
            Err(fault) if Refusal::of(&fault).is_some_and(Refusal::is_no_such_object) => false,
            Err(fault) => return Err(fault::of_question(fault)),
        };
        // Also where there was none: the answer to a question about an object that is missing says
        // nothing of the bucket.
        self.store.delete(&key).await.map_err(fault::of_question)?;
        Ok(was_there)
    }
}

#[cfg(test)]
mod tests;
