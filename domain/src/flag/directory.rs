//! Which flags there are, for which reasons, and which of them forbid a loan.

use super::{FlagError, FlagName, FlagScope};
use serde::Deserialize;

/// A type of flag.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlagType {
    /// Its name, unique.
    pub name: FlagName,
    /// One sentence for people.
    pub description: String,
    /// Who else sees it.
    pub scope: FlagScope,
    /// Whether it forbids its customer a loan while it is on.
    pub restricts: bool,
    /// What it may be set for.
    pub reasons: Vec<FlagName>,
}

/// A type and one of its reasons, as a [`FlagDirectory`] knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFlag {
    pub(super) flag_type: FlagName,
    pub(super) reason: FlagName,
    pub(super) scope: FlagScope,
}

/// The types of flags that a lender uses.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct FlagDirectory(Vec<FlagType>);

impl FlagDirectory {
    /// A directory of these types.
    #[must_use]
    pub const fn new(types: Vec<FlagType>) -> Self {
        Self(types)
    }

    /// The types that come with the program.
    ///
    /// # Errors
    /// [`FlagError::Unreadable`] when the built-in table is damaged.
    pub fn built_in() -> Result<Self, FlagError> {
        serde_json::from_str(include_str!("built_in.json"))
            .map_err(|fault| FlagError::Unreadable(fault.to_string()))
    }

    /// Every type, in the table's order.
    #[must_use]
    pub fn types(&self) -> &[FlagType] {
        &self.0
    }

    /// The flag of that type and reason.
    ///
    /// # Errors
    /// [`FlagError::TypeNotFound`], [`FlagError::ReasonNotFound`] for a reason of no type, and
    /// [`FlagError::ReasonIncompatible`] for one of other types only.
    pub fn find(&self, flag_type: &FlagName, reason: &FlagName) -> Result<KnownFlag, FlagError> {
        let found = self.of(flag_type).ok_or(FlagError::TypeNotFound)?;
        if found.reasons.contains(reason) {
            let (flag_type, reason) = (flag_type.clone(), reason.clone());
            return Ok(KnownFlag { flag_type, reason, scope: found.scope });
        }
        let of_another = self.0.iter().any(|other| other.reasons.contains(reason));
        Err(if of_another { FlagError::ReasonIncompatible } else { FlagError::ReasonNotFound })
    }

    /// Whether a flag of that type forbids a loan. A type that the directory no longer knows does:
    /// somebody had set it for a reason, and nobody can tell any more that it was harmless.
    #[must_use]
    pub fn restricts(&self, flag_type: &FlagName) -> bool {
        self.of(flag_type).is_none_or(|found| found.restricts)
    }

    fn of(&self, flag_type: &FlagName) -> Option<&FlagType> {
        self.0.iter().find(|known| known.name == *flag_type)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn find(flag_type: &str, reason: &str) -> Result<KnownFlag, FlagError> {
        let directory = FlagDirectory::built_in().unwrap();
        directory.find(&FlagName::new(flag_type), &FlagName::new(reason))
    }

    #[test]
    fn the_manuals_flags_are_known_with_their_scope() {
        assert_eq!(find("BLACK_LIST", "TERRORIST").unwrap().scope, FlagScope::External);
        let completed = find("registration_completed", "customer_registration_is_completed");
        assert_eq!(completed.unwrap().scope, FlagScope::Internal);
    }

    #[test]
    fn a_name_that_does_not_fit_is_told_apart() {
        assert_eq!(find("BLACKLIST", "TERRORIST"), Err(FlagError::TypeNotFound));
        assert_eq!(find("BLACK_LIST", "PIRATE"), Err(FlagError::ReasonNotFound));
        assert_eq!(find("BLACK_LIST", "COURT_RULING"), Err(FlagError::ReasonIncompatible));
    }

    #[test]
    fn a_completed_registration_restricts_nobody_and_the_others_do() {
        let directory = FlagDirectory::built_in().unwrap();
        let restricts = |name| directory.restricts(&FlagName::new(name));
        assert!(!restricts("REGISTRATION_COMPLETED"));
        let harmless = directory.types().iter().filter(|known| !known.restricts).count();
        assert_eq!(harmless, 1);
        assert!(restricts("BLACK_LIST"));
        assert!(restricts("A_TYPE_OF_LONG_AGO"));
    }

    #[test]
    fn every_type_has_reasons_and_a_name_of_its_own() {
        let directory = FlagDirectory::built_in().unwrap();
        let names: BTreeSet<_> = directory.types().iter().map(|known| &known.name).collect();
        assert_eq!(names.len(), directory.types().len());
        for known in directory.types() {
            let reasons: BTreeSet<_> = known.reasons.iter().collect();
            assert!(!reasons.is_empty() && reasons.len() == known.reasons.len(), "{known:?}");
        }
    }
}
