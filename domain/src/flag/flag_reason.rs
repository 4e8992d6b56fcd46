//! What flags are set for.

use super::{FlagError, FlagName, FlagTypeId};
use crate::directory::{Entry, Facts};
use serde::{Deserialize, Serialize};

/// A reason for a flag of one type, such as `TERRORIST` for `BLACK_LIST`.
pub type FlagReason = Entry<FlagReasonFacts>;

/// What is said of a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FlagReasonFacts {
    /// The type that it is a reason for.
    pub flag_type: FlagTypeId,
    /// Its name, unique among those of its type.
    pub name: FlagName,
    /// One sentence for people.
    pub description: String,
}

/// What changes of a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlagReasonChange {
    /// Its name.
    pub name: Option<FlagName>,
    /// One sentence for people.
    pub description: Option<String>,
}

impl FlagReasonFacts {
    /// The key of the reason of that name for flags of that type.
    #[must_use]
    pub fn key_of(flag_type: FlagTypeId, name: &FlagName) -> String {
        format!("{flag_type}\n{}", name.as_str())
    }
}

impl Facts for FlagReasonFacts {
    const NAME: &'static str = "flag reason";
    const EVENTS: [&'static str; 2] =
        ["kredo.flag-reason.added.v1", "kredo.flag-reason.changed.v1"];
    type Change = FlagReasonChange;
    type Refusal = FlagError;

    fn key(&self) -> String {
        Self::key_of(self.flag_type, &self.name)
    }
    fn changed(&self, change: &FlagReasonChange) -> Result<Self, FlagError> {
        let FlagReasonChange { name, description } = change.clone();
        Ok(Self {
            flag_type: self.flag_type,
            name: name.unwrap_or_else(|| self.name.clone()),
            description: description.unwrap_or_else(|| self.description.clone()),
        })
    }
    fn missing() -> FlagError {
        FlagError::ReasonNotFound
    }
    fn taken() -> FlagError {
        FlagError::ReasonNameTaken
    }
}
