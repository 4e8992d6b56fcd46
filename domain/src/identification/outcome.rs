//! What identification brings.

use super::IdentificationKind;
use serde::{Deserialize, Serialize};

/// How a borrower was identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IdentificationMethod {
    /// By the passport, with the borrower present.
    InPerson,
    /// By passport and one more number, confirmed by state systems, and a phone.
    Simplified,
    /// By the state's log-in (ESIA) with the Unified Biometric System.
    EsiaWithBiometrics,
}

impl IdentificationMethod {
    /// Every method.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Simplified, Self::EsiaWithBiometrics];

    /// As it is stored and shown: `ESIA_WITH_BIOMETRICS`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InPerson => "IN_PERSON",
            Self::Simplified => "SIMPLIFIED",
            Self::EsiaWithBiometrics => "ESIA_WITH_BIOMETRICS",
        }
    }
    /// The type of identification that it leads to: in full, or simplified (115-FZ article 7).
    #[must_use]
    pub fn kind(self) -> IdentificationKind {
        IdentificationKind::new(match self {
            Self::Simplified => "simplistic",
            Self::InPerson | Self::EsiaWithBiometrics => "full",
        })
    }
    /// Reads such a name.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == text)
    }
}

/// What identification brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "outcome")]
pub enum Identification {
    /// The borrower is the person.
    Identified {
        /// By what.
        method: IdentificationMethod,
    },
    /// It is not certain that the borrower is the person.
    NotIdentified {
        /// Why, for people; without personal data.
        reason: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_has_one_name_everywhere() {
        for method in IdentificationMethod::ALL {
            assert_eq!(IdentificationMethod::from_name(method.name()), Some(method));
            assert_eq!(serde_json::to_value(method).unwrap(), method.name());
        }
        assert_eq!(IdentificationMethod::from_name("in_person"), None);
    }
}
