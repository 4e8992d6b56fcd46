//! Names of flags, and who sees them.

use serde::{Deserialize, Serialize};

/// Name of a flag type or of a reason: `BLACK_LIST`. Written in any case, kept in capitals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct FlagName(String);

impl FlagName {
    /// Reads a name.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_uppercase())
    }
    /// In capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for FlagName {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

/// Who sees a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum FlagScope {
    /// The lender alone.
    Internal,
    /// Systems of others as well.
    External,
}

impl FlagScope {
    /// Both, as they are listed.
    pub const ALL: [Self; 2] = [Self::Internal, Self::External];

    /// As on the wire: `INTERNAL`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Internal => "INTERNAL",
            Self::External => "EXTERNAL",
        }
    }
    /// Reads the wire's word in any case.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name().eq_ignore_ascii_case(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_read_in_any_case() {
        assert_eq!(FlagScope::from_name("external"), Some(FlagScope::External));
        assert_eq!(FlagScope::from_name("INTERNAL"), Some(FlagScope::Internal));
        assert_eq!(FlagScope::from_name(""), None);
    }
}
