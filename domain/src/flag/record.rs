//! One flag on one customer.

use super::{CustomerFlagId, KnownFlag};
use crate::{DomainEvent, customer::CustomerId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Name of a flag type or of a reason: `BLACK_LIST`; compared without regard to case.
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
        [Self::Internal, Self::External].into_iter().find(|s| s.name().eq_ignore_ascii_case(text))
    }
}

/// A flag that is, or was, on a customer. One that was taken off stays as history; putting it on
/// again makes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerFlag {
    state: CustomerFlagState,
}

/// Everything a customer's flag is, for adapters and views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerFlagState {
    /// Its guid.
    pub id: CustomerFlagId,
    /// Whom it is on.
    pub customer: CustomerId,
    /// Its type.
    pub flag_type: FlagName,
    /// What it was set for. A customer has a flag of one type and reason once at a time.
    pub reason: FlagName,
    /// Who sees it, as the type said when it was set.
    pub scope: FlagScope,
    /// Whether it is on.
    pub active: bool,
    /// When it was put on, UTC.
    pub created_at: DateTime<Utc>,
    /// When it was put on or taken off, UTC.
    pub updated_at: DateTime<Utc>,
}

/// What happened to a customer's flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", untagged)]
pub enum FlagEvent {
    /// It was put on.
    #[serde(rename_all = "camelCase")]
    Set {
        /// Which flag.
        flag_guid: CustomerFlagId,
        /// Whom on.
        customer_guid: CustomerId,
        /// Its type.
        flag_type: FlagName,
        /// What for.
        flag_reason: FlagName,
    },
    /// It was taken off.
    #[serde(rename_all = "camelCase")]
    Removed {
        /// Which flag.
        flag_guid: CustomerFlagId,
        /// Whom off.
        customer_guid: CustomerId,
    },
}

impl DomainEvent for FlagEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Set { .. } => "kredo.flag.set.v1",
            Self::Removed { .. } => "kredo.flag.removed.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Set { flag_guid, .. } | Self::Removed { flag_guid, .. } => flag_guid.to_string(),
        }
    }
}

impl CustomerFlag {
    /// Puts a flag on.
    #[must_use]
    pub fn set(
        id: CustomerFlagId,
        customer: CustomerId,
        flag: KnownFlag,
        now: DateTime<Utc>,
    ) -> (Self, Vec<FlagEvent>) {
        let KnownFlag { flag_type, reason, scope } = flag;
        let event = FlagEvent::Set {
            flag_guid: id,
            customer_guid: customer,
            flag_type: flag_type.clone(),
            flag_reason: reason.clone(),
        };
        let (created_at, updated_at) = (now, now);
        let state = CustomerFlagState {
            id,
            customer,
            flag_type,
            reason,
            scope,
            active: true,
            created_at,
            updated_at,
        };
        (Self { state }, vec![event])
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: CustomerFlagState) -> Self {
        Self { state }
    }
    /// Everything it is.
    #[must_use]
    pub const fn state(&self) -> &CustomerFlagState {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> CustomerFlagId {
        self.state.id
    }

    /// Whether it is on, and of that type and reason.
    #[must_use]
    pub fn is(&self, flag: &KnownFlag) -> bool {
        self.state.active
            && self.state.flag_type == flag.flag_type
            && self.state.reason == flag.reason
    }

    /// Takes it off; nothing happens to one that is off.
    pub fn remove(&mut self, now: DateTime<Utc>) -> Vec<FlagEvent> {
        if !self.state.active {
            return Vec::new();
        }
        self.state.active = false;
        self.state.updated_at = now;
        let CustomerFlagState { id, customer, .. } = self.state;
        vec![FlagEvent::Removed { flag_guid: id, customer_guid: customer }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::FlagDirectory;
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn known(flag_type: &str, reason: &str) -> KnownFlag {
        let directory = FlagDirectory::built_in().unwrap();
        directory.find(&FlagName::new(flag_type), &FlagName::new(reason)).unwrap()
    }
    fn set() -> (CustomerFlag, Vec<FlagEvent>) {
        let (id, customer) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let flag = known("BLACK_LIST", "FRAUD");
        CustomerFlag::set(
            CustomerFlagId::new(id),
            CustomerId::new(customer),
            flag,
            DateTime::UNIX_EPOCH,
        )
    }

    #[test]
    fn a_flag_that_is_put_on_tells_type_and_reason() {
        let (flag, events) = set();
        assert!(flag.state().active);
        let told = serde_json::to_value(&events).unwrap();
        assert_eq!(
            (&told[0]["flagType"], &told[0]["flagReason"]),
            (&"BLACK_LIST".into(), &"FRAUD".into())
        );
        assert_eq!(events[0].name(), "kredo.flag.set.v1");
    }

    #[test]
    fn it_is_its_type_and_reason_while_it_is_on() {
        let (mut flag, _) = set();
        assert!(flag.is(&known("BLACK_LIST", "FRAUD")));
        assert!(!flag.is(&known("BLACK_LIST", "FORGED_DOCUMENTS")));
        assert!(!flag.is(&known("FRAUD_SUSPICION", "FORGED_DOCUMENTS")));
        flag.remove(DateTime::UNIX_EPOCH);
        assert!(!flag.is(&known("BLACK_LIST", "FRAUD")));
    }

    #[test]
    fn it_is_taken_off_once() {
        let ((mut flag, _), later) = (set(), DateTime::UNIX_EPOCH + TimeDelta::hours(1));
        assert_eq!(flag.remove(later).len(), 1);
        let off = flag.clone();
        assert_eq!((off.state().active, off.state().updated_at), (false, later));
        assert_eq!(flag.remove(later + TimeDelta::hours(1)), []);
        assert_eq!(flag, off);
    }

    #[test]
    fn a_scope_is_read_in_any_case() {
        assert_eq!(FlagScope::from_name("external"), Some(FlagScope::External));
        assert_eq!(FlagScope::from_name("INTERNAL"), Some(FlagScope::Internal));
        assert_eq!(FlagScope::from_name(""), None);
    }
}
