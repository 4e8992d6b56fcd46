//! A flag as the directories know it.

use super::{FlagError, FlagName, FlagReason, FlagReasonId, FlagScope, FlagType, FlagTypeId};
use serde::Serialize;

/// A type together with one of its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownFlag {
    /// The type.
    pub flag_type_guid: FlagTypeId,
    /// Its name now.
    pub flag_type: FlagName,
    /// The reason.
    pub flag_reason_guid: FlagReasonId,
    /// Its name now.
    pub flag_reason: FlagName,
    /// Who sees such a flag.
    #[serde(skip)]
    pub scope: FlagScope,
}

impl KnownFlag {
    /// The flag of that type and reason, in use or not.
    ///
    /// # Errors
    /// [`FlagError::ReasonIncompatible`] when the reason is another type's.
    pub fn of(flag_type: &FlagType, reason: &FlagReason) -> Result<Self, FlagError> {
        if reason.facts().flag_type != flag_type.id() {
            return Err(FlagError::ReasonIncompatible);
        }
        Ok(Self {
            flag_type_guid: flag_type.id(),
            flag_type: flag_type.facts().name.clone(),
            flag_reason_guid: reason.id(),
            flag_reason: reason.facts().name.clone(),
            scope: flag_type.facts().scope,
        })
    }

    /// The flag of that type and reason, if it may be put on somebody.
    ///
    /// # Errors
    /// As [`KnownFlag::of`]; [`FlagError::TypeNotFound`] or [`FlagError::ReasonNotFound`] for what
    /// is not in use any more.
    pub fn in_use(flag_type: &FlagType, reason: &FlagReason) -> Result<Self, FlagError> {
        if !flag_type.is_active() {
            return Err(FlagError::TypeNotFound);
        }
        if !reason.is_active() {
            return Err(FlagError::ReasonNotFound);
        }
        Self::of(flag_type, reason)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        Id,
        directory::{Entry, EntryStatus},
        flag::{FlagReasonFacts, FlagTypeFacts},
    };
    use chrono::DateTime;
    use uuid::Uuid;

    const ACTIVE: EntryStatus = EntryStatus::Active;
    const INACTIVE: EntryStatus = EntryStatus::Inactive;

    fn id<K>(n: u128) -> Id<K> {
        Id::new(Uuid::from_u128(n))
    }
    fn flag_type(n: u128, status: EntryStatus) -> FlagType {
        let facts = FlagTypeFacts {
            name: FlagName::new(&format!("TYPE_{n}")),
            description: String::new(),
            scope: FlagScope::External,
            restricts: true,
        };
        Entry::add(id(n), facts, status, DateTime::UNIX_EPOCH).0
    }
    fn reason(n: u128, of: u128, status: EntryStatus) -> FlagReason {
        let name = FlagName::new(&format!("REASON_{n}"));
        let facts = FlagReasonFacts { flag_type: id(of), name, description: String::new() };
        Entry::add(id(n), facts, status, DateTime::UNIX_EPOCH).0
    }

    /// A flag of type and reason `n`.
    pub(in crate::flag) fn known(n: u128) -> KnownFlag {
        KnownFlag::of(&flag_type(n, ACTIVE), &reason(n, n, ACTIVE)).unwrap()
    }

    #[test]
    fn a_reason_goes_with_its_own_type() {
        let known = known(1);
        assert_eq!((known.flag_type.as_str(), known.flag_reason.as_str()), ("TYPE_1", "REASON_1"));
        let other = KnownFlag::of(&flag_type(1, ACTIVE), &reason(2, 2, ACTIVE));
        assert_eq!(other, Err(FlagError::ReasonIncompatible));
    }

    #[test]
    fn what_is_not_in_use_is_put_on_nobody_and_still_known() {
        for (of_type, of_reason, refused) in [
            (INACTIVE, ACTIVE, FlagError::TypeNotFound),
            (ACTIVE, INACTIVE, FlagError::ReasonNotFound),
        ] {
            let (flag_type, reason) = (flag_type(1, of_type), reason(1, 1, of_reason));
            assert_eq!(KnownFlag::in_use(&flag_type, &reason), Err(refused));
            assert!(KnownFlag::of(&flag_type, &reason).is_ok());
        }
        let flag = KnownFlag::in_use(&flag_type(1, ACTIVE), &reason(1, 1, ACTIVE));
        assert_eq!(flag, Ok(known(1)));
    }
}
