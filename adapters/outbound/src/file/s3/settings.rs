//! Where a bucket is and how it is spoken to.

use super::courier::Courier;
use crate::http::{HttpSettings, HttpSetupError};
use kredo_application::outside::OutsideError;
use object_store::{
    BackoffConfig, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder, Checksum},
    path::Path,
};
use secrecy::{ExposeSecret, SecretString};
use std::{path::PathBuf, time::Duration};

/// A bucket, and the key to it.
#[derive(Debug, Clone)]
pub struct S3Settings {
    /// Its name.
    pub bucket: String,
    /// Where it is, as requests are signed for it: `eu-central-1`.
    pub region: String,
    /// The address of a storage other than Amazon's, `https://host`; its buckets are folders of it.
    pub endpoint: Option<String>,
    /// What the names of all objects begin with: `kredo/files`.
    pub prefix: Option<String>,
    /// Which access key requests are signed with.
    pub access_key_id: SecretString,
    /// The key itself.
    pub secret_access_key: SecretString,
    /// A PEM file of certificate authorities to trust beside those of the operating system.
    pub ca_file: Option<PathBuf>,
    /// How long to wait for a connection, milliseconds.
    pub connect_timeout_ms: u64,
    /// How long to wait for the whole answer, milliseconds; no request is sent again after it.
    pub timeout_ms: u64,
}

/// Why files cannot be kept in a bucket.
#[derive(Debug, thiserror::Error)]
pub enum S3SetupError {
    /// No object's name can begin so.
    #[error("{0} is no beginning of an object's name")]
    Prefix(String),
    /// The storage cannot be addressed.
    #[error("the file storage cannot be addressed")]
    Http(#[from] HttpSetupError),
    /// The client cannot be made of these settings.
    #[error("no client of S3 can be made")]
    Client(#[source] object_store::Error),
    /// The bucket cannot be read.
    #[error("files cannot be kept in the bucket {bucket}")]
    Bucket {
        /// Its name.
        bucket: String,
        /// Why.
        #[source]
        source: OutsideError,
    },
}

impl S3Settings {
    pub(super) fn prefix(&self) -> Result<Path, S3SetupError> {
        let prefix = self.prefix.as_deref().unwrap_or_default();
        let fault = |_| S3SetupError::Prefix(prefix.to_owned());
        Path::parse(prefix).map_err(fault)
    }

    pub(super) fn store(&self) -> Result<AmazonS3, S3SetupError> {
        // A certificate for all buckets of Amazon's covers no name with a dot.
        let is_host = self.endpoint.is_none() && !self.bucket.contains('.');
        // Amazon's address is put together of region and bucket below; here it only stands for TLS.
        let url = self.endpoint.as_deref().unwrap_or("https://amazonaws.com");
        let http = HttpSettings {
            url: url.to_owned(),
            token: None,
            ca_file: self.ca_file.clone(),
            connect_timeout_ms: self.connect_timeout_ms,
            timeout_ms: self.timeout_ms,
        };
        let client = http.builder(&http.base()?)?.build().map_err(HttpSetupError::Client)?;
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&self.bucket)
            .with_region(&self.region)
            .with_access_key_id(self.access_key_id.expose_secret())
            .with_secret_access_key(self.secret_access_key.expose_secret())
            .with_virtual_hosted_style_request(is_host)
            .with_checksum_algorithm(Checksum::SHA256)
            .with_disable_bulk_delete(true)
            .with_retry(self.retry())
            .with_http_connector(Courier(client));
        if let Some(endpoint) = &self.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        builder.build().map_err(S3SetupError::Client)
    }

    fn retry(&self) -> RetryConfig {
        RetryConfig {
            max_retries: 2,
            retry_timeout: Duration::from_millis(self.timeout_ms),
            backoff: BackoffConfig {
                init_backoff: Duration::from_millis(100),
                max_backoff: Duration::from_secs(1),
                base: 2.0,
            },
        }
    }
}
