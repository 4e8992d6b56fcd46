//! How an identification stands.

use std::fmt;

/// How an identification stands, in capitals: `VALID`. The set is open; the rules know that one
/// that is `VALID` is in force, and that one that is `CANCELLED` is no attempt any more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IdentificationStatus(String);

const VALID: &str = "VALID";
const NOT_IDENTIFIABLE: &str = "NOT_IDENTIFIABLE";
const CANCELLED: &str = "CANCELLED";

impl IdentificationStatus {
    /// Reads a status; small letters and blanks around it make no difference.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_uppercase())
    }
    /// The customer is the person.
    #[must_use]
    pub fn valid() -> Self {
        Self(VALID.to_owned())
    }
    /// It is not certain that the customer is the person.
    #[must_use]
    pub fn not_identifiable() -> Self {
        Self(NOT_IDENTIFIABLE.to_owned())
    }
    /// It was, and does not count any more.
    #[must_use]
    pub fn cancelled() -> Self {
        Self(CANCELLED.to_owned())
    }
    /// Whether the identification counts: `VALID`, and no other word.
    #[must_use]
    pub fn is_in_force(&self) -> bool {
        self.0 == VALID
    }
    /// Whether it was taken back.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0 == CANCELLED
    }
    /// In capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IdentificationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_capitals_and_the_rules_know_two_of_them() {
        for (text, word, in_force, cancelled) in [
            (" valid ", "VALID", true, false),
            ("Cancelled", "CANCELLED", false, true),
            ("NOT_IDENTIFIABLE", "NOT_IDENTIFIABLE", false, false),
            ("in progress", "IN PROGRESS", false, false),
        ] {
            let status = IdentificationStatus::new(text);
            assert_eq!(status.as_str(), word);
            assert_eq!((status.is_in_force(), status.is_cancelled()), (in_force, cancelled));
        }
        assert_eq!(IdentificationStatus::new("valid"), IdentificationStatus::valid());
        assert_eq!(IdentificationStatus::new("cancelled"), IdentificationStatus::cancelled());
    }
}
