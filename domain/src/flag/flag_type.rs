//! Types of flags.

use super::{FlagError, FlagName, FlagScope};
use crate::directory::{Entry, Facts};
use serde::{Deserialize, Serialize};

/// A type of flag, such as `BLACK_LIST`.
pub type FlagType = Entry<FlagTypeFacts>;

/// What is said of a type of flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FlagTypeFacts {
    /// Its name, unique.
    pub name: FlagName,
    /// One sentence for people.
    pub description: String,
    /// Who else sees flags of this type.
    pub scope: FlagScope,
    /// Whether it forbids its customer a loan while it is on.
    pub restricts: bool,
}

/// What changes of a type of flag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlagTypeChange {
    /// Its name.
    pub name: Option<FlagName>,
    /// One sentence for people.
    pub description: Option<String>,
    /// Who else sees flags of this type; those that are on keep their scope.
    pub scope: Option<FlagScope>,
    /// Whether it forbids its customer a loan while it is on.
    pub restricts: Option<bool>,
}

impl Facts for FlagTypeFacts {
    const NAME: &'static str = "flag type";
    const EVENTS: [&'static str; 2] = ["kredo.flag-type.added.v1", "kredo.flag-type.changed.v1"];
    type Change = FlagTypeChange;
    type Refusal = FlagError;

    fn key(&self) -> String {
        self.name.as_str().to_owned()
    }
    fn changed(&self, change: &FlagTypeChange) -> Result<Self, FlagError> {
        let FlagTypeChange { name, description, scope, restricts } = change.clone();
        Ok(Self {
            name: name.unwrap_or_else(|| self.name.clone()),
            description: description.unwrap_or_else(|| self.description.clone()),
            scope: scope.unwrap_or(self.scope),
            restricts: restricts.unwrap_or(self.restricts),
        })
    }
    fn missing() -> FlagError {
        FlagError::TypeNotFound
    }
    fn taken() -> FlagError {
        FlagError::TypeNameTaken
    }
}
