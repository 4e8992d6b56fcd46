//! The directory of methods that a lender offers.

use super::IdentificationError;
use crate::directory::{Entry, Facts};
use serde::{Deserialize, Serialize};

/// A method that the lender offers to identify a customer by, such as the insurance number.
pub type OfferedMethod = Entry<OfferedMethodFacts>;

/// What is said of a method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfferedMethodFacts {
    /// The type of identification that it leads to.
    pub kind: IdentificationKind,
    /// Its name, unique among those of its type: `SNILS`.
    pub name: String,
    /// One sentence for people.
    pub description: Option<String>,
    /// Whether the service behind it passed its last health check.
    pub healthy: bool,
    /// How often a customer may try for one application; as often as wanted where nothing is said.
    pub attempts: Option<u32>,
}

/// A type of identification: `simplistic`. In small letters; the manual's other spellings of
/// that one are read as it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct IdentificationKind(String);

impl IdentificationKind {
    /// Reads a type.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        match text.as_str() {
            "simplictic" | "simplistick" => Self("simplistic".to_owned()),
            _ => Self(text),
        }
    }
    /// In small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for IdentificationKind {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

/// What changes of a method.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferedMethodChange {
    /// One sentence for people.
    pub description: Option<String>,
    /// Whether the service behind it passed its last health check.
    pub healthy: Option<bool>,
    /// How often a customer may try.
    pub attempts: Option<u32>,
}

impl OfferedMethodFacts {
    /// The [key](Facts::key) of the method of that type and name.
    #[must_use]
    pub fn key_of(kind: &IdentificationKind, name: &str) -> String {
        format!("{}\n{name}", kind.as_str())
    }
}

impl Facts for OfferedMethodFacts {
    const NAME: &'static str = "identification method";
    const EVENTS: [&'static str; 2] =
        ["kredo.identification-method.added.v1", "kredo.identification-method.changed.v1"];
    type Change = OfferedMethodChange;
    type Refusal = IdentificationError;

    fn key(&self) -> String {
        Self::key_of(&self.kind, &self.name)
    }
    fn changed(&self, change: &OfferedMethodChange) -> Result<Self, IdentificationError> {
        let OfferedMethodChange { description, healthy, attempts } = change.clone();
        Ok(Self {
            description: description.or_else(|| self.description.clone()),
            healthy: healthy.unwrap_or(self.healthy),
            attempts: attempts.or(self.attempts),
            ..self.clone()
        })
    }
    fn missing() -> IdentificationError {
        IdentificationError::MethodNotFound
    }
    fn taken() -> IdentificationError {
        IdentificationError::MethodTaken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> OfferedMethodFacts {
        OfferedMethodFacts {
            kind: IdentificationKind::new("simplistic"),
            name: "SNILS".to_owned(),
            description: Some("By number".to_owned()),
            healthy: true,
            attempts: Some(3),
        }
    }

    #[test]
    fn every_spelling_of_the_manual_is_one_type() {
        for text in ["simplistic", "simplictic", "simplistick", " Simplistick "] {
            assert_eq!(IdentificationKind::new(text).as_str(), "simplistic");
        }
        assert_eq!(IdentificationKind::new("FULL").as_str(), "full");
    }

    #[test]
    fn what_is_left_out_stays() {
        let same = facts().changed(&OfferedMethodChange::default()).unwrap();
        assert_eq!(same, facts());
        let change = OfferedMethodChange {
            description: Some("Otherwise".to_owned()),
            healthy: Some(false),
            attempts: Some(1),
        };
        let changed = facts().changed(&change).unwrap();
        assert_eq!(changed.description.as_deref(), Some("Otherwise"));
        assert_eq!((changed.healthy, changed.attempts), (false, Some(1)));
        assert_eq!(changed.key(), facts().key());
    }
}
