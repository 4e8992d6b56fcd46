//! What is known about a document's truth.

use serde::{Deserialize, Serialize};

/// What is known about a document's truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DocumentStatus {
    /// Nobody has looked.
    NotChecked,
    /// It holds.
    Valid,
    /// It does not hold.
    NotValid,
    /// The register that was asked does not know it.
    NotFound,
}

impl DocumentStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::NotChecked, Self::Valid, Self::NotValid, Self::NotFound];

    /// As on the wire: `NOT_CHECKED`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotChecked => "NOT_CHECKED",
            Self::Valid => "VALID",
            Self::NotValid => "NOT_VALID",
            Self::NotFound => "NOT_FOUND",
        }
    }
    /// Reads the wire's word.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name().eq_ignore_ascii_case(text))
    }
}
