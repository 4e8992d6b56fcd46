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
    /// Its type by its content: `image/jpeg`; nobody looked into files that were kept before this
    /// was noted.
    #[serde(default = "UploadedFile::unknown_type")]
    pub media_type: String,
}

impl UploadedFile {
    fn unknown_type() -> String {
        "application/octet-stream".to_owned()
    }

    /// Whether it is the same upload, wherever either was stored.
    #[must_use]
    pub fn is_same_upload(&self, other: &Self) -> bool {
        (&self.kind, &self.format, &self.checksum) == (&other.kind, &other.format, &other.checksum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_kept_before_types_were_noted_is_of_an_unknown_one() {
        let kept = r#"{"kind": "A", "format": "jpeg", "storage_id": "1", "checksum": "2"}"#;
        let file: UploadedFile = serde_json::from_str(kept).unwrap();
        assert_eq!(file.media_type, "application/octet-stream");
        let written = serde_json::to_string(&UploadedFile {
            media_type: "image/jpeg".to_owned(),
            ..file.clone()
        });
        let read: UploadedFile = serde_json::from_str(&written.unwrap()).unwrap();
        assert_eq!(read.media_type, "image/jpeg");
        assert!(read.is_same_upload(&file), "what it is by its content tells no uploads apart");
    }
}
