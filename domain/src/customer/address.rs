//! Where a customer lives.

use super::{AdditionalData, AddressId, CustomerId};
use chrono::{DateTime, Utc};

/// One address of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    id: AddressId,
    customer: CustomerId,
    new: NewAddress,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// An address as it is given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewAddress {
    /// Whether the customer is registered there: at most one address a customer.
    pub primary: bool,
    /// Its parts by name (`postcode`, `city`, `street`, …); the set is open.
    pub data: AdditionalData,
}

impl Address {
    /// Adds an address. A primary one takes the mark from the one that had it: see
    /// [`Address::yield_primary`].
    #[must_use]
    pub const fn add(
        id: AddressId,
        customer: CustomerId,
        new: NewAddress,
        now: DateTime<Utc>,
    ) -> Self {
        Self { id, customer, new, created_at: now, updated_at: now }
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(
        id: AddressId,
        customer: CustomerId,
        new: NewAddress,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    ) -> Self {
        Self { id, customer, new, created_at, updated_at }
    }

    /// Is no longer where the customer is registered; says whether it was.
    pub const fn yield_primary(&mut self, now: DateTime<Utc>) -> bool {
        let was = self.new.primary;
        if was {
            self.new.primary = false;
            self.updated_at = now;
        }
        was
    }

    /// Takes over new parts, name by name; what is left out stays. Says whether anything differs.
    pub fn update(&mut self, data: AdditionalData, now: DateTime<Utc>) -> bool {
        let mut updated = self.new.data.clone();
        updated.extend(data);
        let differs = updated != self.new.data;
        if differs {
            self.new.data = updated;
            self.updated_at = now;
        }
        differs
    }

    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> AddressId {
        self.id
    }
    /// The subject of the federation, where one is told: `г Москва`.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.new.data.get("subject")?.as_str()
    }
    /// Whose it is.
    #[must_use]
    pub const fn customer(&self) -> CustomerId {
        self.customer
    }
    /// Whether the customer is registered there.
    #[must_use]
    pub const fn is_primary(&self) -> bool {
        self.new.primary
    }
    /// Its parts by name.
    #[must_use]
    pub const fn data(&self) -> &AdditionalData {
        &self.new.data
    }
    /// When it was added, UTC.
    #[must_use]
    pub const fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
    /// When it last changed, UTC.
    #[must_use]
    pub const fn updated_at(&self) -> DateTime<Utc> {
        self.updated_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn parts_are_taken_over_by_name_and_the_same_again_are_no_change() {
        let ids = (AddressId::new(Uuid::nil()), CustomerId::new(Uuid::nil()));
        let parts = |value| serde_json::from_value::<AdditionalData>(value).unwrap();
        let data = parts(json!({ "city": "г Москва", "flat": "1" }));
        let new = NewAddress { primary: true, data };
        let mut address = Address::add(ids.0, ids.1, new, DateTime::UNIX_EPOCH);
        let later = DateTime::UNIX_EPOCH + TimeDelta::hours(1);
        assert!(!address.update(parts(json!({ "flat": "1" })), later));
        assert_eq!(address.updated_at(), DateTime::UNIX_EPOCH);
        assert!(address.update(parts(json!({ "flat": "2", "house": "3" })), later));
        let expected = parts(json!({ "city": "г Москва", "flat": "2", "house": "3" }));
        assert_eq!((address.data(), address.updated_at()), (&expected, later));
    }

    #[test]
    fn the_registration_mark_is_given_up_once() {
        let ids = (AddressId::new(Uuid::nil()), CustomerId::new(Uuid::nil()));
        let new = NewAddress { primary: true, data: AdditionalData::new() };
        let mut address = Address::add(ids.0, ids.1, new, DateTime::UNIX_EPOCH);
        assert!(address.yield_primary(DateTime::UNIX_EPOCH));
        assert!(!address.yield_primary(DateTime::UNIX_EPOCH));
        assert!(!address.is_primary());
    }
}
