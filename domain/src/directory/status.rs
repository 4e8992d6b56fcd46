//! Whether an entry is in use.

use serde::{Deserialize, Serialize};

/// Whether an entry is in use. Entries are never deleted: what refers to them stays readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EntryStatus {
    /// In use.
    Active,
    /// Not offered any more.
    Inactive,
}

impl EntryStatus {
    /// Both, as they are listed.
    pub const ALL: [Self; 2] = [Self::Active, Self::Inactive];

    /// As on the wire: `ACTIVE`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Inactive => "INACTIVE",
        }
    }
    /// Reads the wire's word in any case.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name().eq_ignore_ascii_case(text))
    }
}
