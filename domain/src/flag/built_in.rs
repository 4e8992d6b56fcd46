//! The flags that come with the program.

use super::{FlagError, FlagName, FlagReasonFacts, FlagScope, FlagType, FlagTypeFacts};
use serde::Deserialize;

/// A type of flag that comes with the program, and its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltInFlagType {
    /// The type.
    pub flag_type: FlagTypeFacts,
    /// What it may be set for.
    pub reasons: Vec<FlagReasonFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeInFile {
    name: FlagName,
    description: String,
    scope: FlagScope,
    restricts: bool,
    reasons: Vec<ReasonInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonInFile {
    name: FlagName,
    description: String,
}

impl BuiltInFlagType {
    /// All of them.
    ///
    /// # Errors
    /// [`FlagError::Unreadable`] when the built-in table is damaged.
    pub fn all() -> Result<Vec<Self>, FlagError> {
        let file: Vec<TypeInFile> = serde_json::from_str(include_str!("built_in.json"))
            .map_err(|fault| FlagError::Unreadable(fault.to_string()))?;
        Ok(file.into_iter().map(Self::from).collect())
    }
}

impl From<TypeInFile> for BuiltInFlagType {
    fn from(file: TypeInFile) -> Self {
        let TypeInFile { name, description, scope, restricts, reasons } = file;
        let flag_type = FlagTypeFacts { name, description, scope, restricts };
        let id = FlagType::built_in_id(&flag_type);
        let reason = |reason: ReasonInFile| FlagReasonFacts {
            flag_type: id,
            name: reason.name,
            description: reason.description,
        };
        Self { flag_type, reasons: reasons.into_iter().map(reason).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Facts;
    use std::collections::BTreeSet;

    #[test]
    fn the_manuals_flags_are_there_with_their_scope() {
        let all = BuiltInFlagType::all().unwrap();
        let scope = |flag_type: &str, reason: &str| {
            let found = all.iter().find(|known| known.flag_type.key() == flag_type).unwrap();
            assert!(found.reasons.iter().any(|known| known.name.as_str() == reason));
            found.flag_type.scope
        };
        assert_eq!(scope("BLACK_LIST", "TERRORIST"), FlagScope::External);
        let completed = scope("REGISTRATION_COMPLETED", "CUSTOMER_REGISTRATION_IS_COMPLETED");
        assert_eq!(completed, FlagScope::Internal);
    }

    #[test]
    fn a_completed_registration_restricts_nobody_and_the_others_do() {
        let all = BuiltInFlagType::all().unwrap();
        let harmless = all.iter().filter(|known| !known.flag_type.restricts);
        let names: Vec<_> = harmless.map(|known| known.flag_type.key()).collect();
        assert_eq!(names, ["REGISTRATION_COMPLETED"]);
    }

    #[test]
    fn every_type_has_reasons_and_a_name_of_its_own() {
        let all = BuiltInFlagType::all().unwrap();
        let names: BTreeSet<_> = all.iter().map(|known| known.flag_type.key()).collect();
        assert_eq!(names.len(), all.len());
        for known in &all {
            let reasons: BTreeSet<_> = known.reasons.iter().map(Facts::key).collect();
            assert!(!reasons.is_empty() && reasons.len() == known.reasons.len(), "{known:?}");
        }
    }
}
