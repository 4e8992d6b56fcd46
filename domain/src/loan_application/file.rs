//! Files that a partner uploads for an application.

use serde::{Deserialize, Serialize};

/// What an application knows of an uploaded file; its bytes lie in the file storage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadedFile {
    /// What it shows, as the partner calls it: `CUSTOMER_PHOTO`; the set is open.
    pub kind: String,
    /// Its format, as the partner calls it: `jpeg`; the set is open.
    pub format: String,
    /// Where the file storage keeps it.
    pub storage_id: String,
    /// A checksum of its bytes, for telling the same file from another.
    pub checksum: String,
}

impl UploadedFile {
    /// Whether it is the same upload, wherever either was stored.
    #[must_use]
    pub fn is_same_upload(&self, other: &Self) -> bool {
        (&self.kind, &self.format, &self.checksum) == (&other.kind, &other.format, &other.checksum)
    }
}
