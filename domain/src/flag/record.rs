//! One flag on one customer.

use super::{CustomerFlagId, KnownFlag};
use crate::{DomainEvent, customer::CustomerId};
use chrono::{DateTime, Utc};
use serde::Serialize;

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
    /// Its type and reason, with the names and the scope that they had when it was put on. A
    /// customer has a flag of one type and reason once at a time.
    pub flag: KnownFlag,
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
        /// Its type, and what for.
        #[serde(flatten)]
        flag: KnownFlag,
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
        let event = FlagEvent::Set { flag_guid: id, customer_guid: customer, flag: flag.clone() };
        let (created_at, updated_at) = (now, now);
        let state = CustomerFlagState { id, customer, flag, active: true, created_at, updated_at };
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

    /// Whether it is on, and of that type and reason, whatever their names are now.
    #[must_use]
    pub fn is(&self, flag: &KnownFlag) -> bool {
        self.state.active
            && self.state.flag.flag_type_guid == flag.flag_type_guid
            && self.state.flag.flag_reason_guid == flag.flag_reason_guid
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
    use crate::flag::{FlagName, known::tests::known};
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn set() -> (CustomerFlag, Vec<FlagEvent>) {
        let (id, customer) = (Uuid::from_u128(1), Uuid::from_u128(2));
        CustomerFlag::set(
            CustomerFlagId::new(id),
            CustomerId::new(customer),
            known(1),
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
            (&"TYPE_1".into(), &"REASON_1".into())
        );
        assert_eq!(told[0]["flagTypeGuid"], Uuid::from_u128(1).to_string());
        assert_eq!(events[0].name(), "kredo.flag.set.v1");
    }

    #[test]
    fn it_is_its_type_and_reason_while_it_is_on() {
        let (mut flag, _) = set();
        let renamed = KnownFlag { flag_type: FlagName::new("RENAMED"), ..known(1) };
        assert!(flag.is(&known(1)) && flag.is(&renamed));
        assert!(!flag.is(&KnownFlag { flag_reason_guid: known(2).flag_reason_guid, ..known(1) }));
        assert!(!flag.is(&KnownFlag { flag_type_guid: known(2).flag_type_guid, ..known(1) }));
        flag.remove(DateTime::UNIX_EPOCH);
        assert!(!flag.is(&known(1)));
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
}
