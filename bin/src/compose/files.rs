//! Where files are kept.

use crate::config::{FilesSection, FilesStorage};
use kredo_application::file::ports::FileStorage;
use kredo_outbound::file::LocalFiles;
#[cfg(not(feature = "s3"))]
use std::future::{Ready, ready};
use std::sync::Arc;

/// The storage that the configuration names; it can be used, or this fails.
pub(super) async fn storage(section: &FilesSection) -> anyhow::Result<Arc<dyn FileStorage>> {
    match section.storage {
        FilesStorage::Folder => Ok(Arc::new(LocalFiles::open(section.folder.clone())?)),
        FilesStorage::S3 => bucket(section).await,
    }
}

#[cfg(feature = "s3")]
async fn bucket(section: &FilesSection) -> anyhow::Result<Arc<dyn FileStorage>> {
    use crate::config::{BucketName, KeyPrefix, S3Section, Token, WebAddress};
    use anyhow::Context;
    use kredo_outbound::file::{S3Files, S3Settings};

    let section: &S3Section = &section.s3;
    let secret = |token: &Option<Token>| token.as_ref().map(Token::secret).unwrap_or_default();
    let text = |text: &str| text.to_owned();
    let settings = S3Settings {
        // The configuration has refused an `s3` without a bucket and a key before.
        bucket: section.bucket.as_ref().map(BucketName::as_str).map(text).unwrap_or_default(),
        region: section.region.clone(),
        endpoint: section.endpoint.as_ref().map(WebAddress::as_str).map(text),
        prefix: section.prefix.as_ref().map(KeyPrefix::as_str).map(text),
        access_key_id: secret(&section.access_key_id),
        secret_access_key: secret(&section.secret_access_key),
        ca_file: section.ca_file.clone(),
        connect_timeout_ms: section.connect_timeout_ms,
        timeout_ms: section.timeout_ms,
    };
    let files = S3Files::open(&settings).await.context("[files] cannot be used")?;
    Ok(Arc::new(files))
}

/// The configuration has refused `s3` before; a folder must never stand in for a bucket.
#[cfg(not(feature = "s3"))]
fn bucket(_: &FilesSection) -> Ready<anyhow::Result<Arc<dyn FileStorage>>> {
    ready(Err(anyhow::anyhow!("this build has no adapter for S3")))
}
