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

/// What an address that is given is among those that the customer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFit {
    /// It is there.
    Known,
    /// It is there, and the customer, who was registered elsewhere, is registered there again: see
    /// [`Address::take_primary`].
    Returns(AddressId),
    /// It is not there.
    New,
}

impl Address {
    /// What `new` is among the addresses of its customer. One that the customer lives at and one
    /// that it is registered at are two, though their parts may be the same.
    #[must_use]
    pub fn fit(new: &NewAddress, known: &[&Self]) -> AddressFit {
        let same: Vec<_> = known.iter().filter(|known| known.new.data == new.data).collect();
        let is_registered = known.iter().any(|known| known.new.primary);
        if same.iter().any(|known| known.new.primary == new.primary) {
            return AddressFit::Known;
        }
        match same.first() {
            Some(known) if new.primary && is_registered => AddressFit::Returns(known.id),
            _ => AddressFit::New,
        }
    }

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

    /// Is where the customer is registered from now on; says whether it was not. The one that had
    /// the mark yields it first: see [`Address::yield_primary`].
    pub const fn take_primary(&mut self, now: DateTime<Utc>) -> bool {
        let takes = !self.new.primary;
        if takes {
            self.new.primary = true;
            self.updated_at = now;
        }
        takes
    }

    /// Takes part in what becomes of its customer's addresses with one that is given and fits so:
    /// takes the mark, yields it, or stays as it is. Says whether it differs.
    pub fn make_room(&mut self, new: &NewAddress, fit: AddressFit, now: DateTime<Utc>) -> bool {
        match fit {
            AddressFit::Returns(id) if id == self.id => self.take_primary(now),
            AddressFit::Known => false,
            AddressFit::Returns(_) | AddressFit::New => new.primary && self.yield_primary(now),
        }
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

    #[test]
    fn who_comes_back_to_an_address_has_it_once() {
        let at = DateTime::UNIX_EPOCH;
        let parts = |city: &str| AdditionalData::from_iter([("city".to_owned(), city.into())]);
        let of = CustomerId::new(Uuid::nil());
        let address = |n, primary, city| {
            let new = NewAddress { primary, data: parts(city) };
            Address::add(AddressId::new(Uuid::from_u128(n)), of, new, at)
        };
        let fit = |primary, city, known: &[&Address]| {
            Address::fit(&NewAddress { primary, data: parts(city) }, known)
        };
        let (lives, registered) = (address(1, false, "Омск"), address(2, true, "Тула"));
        assert_eq!(fit(true, "Омск", &[]), AddressFit::New);
        assert_eq!(fit(true, "Омск", &[&lives]), AddressFit::New, "it lives there as well");
        assert_eq!(fit(false, "Тула", &[&registered]), AddressFit::New);
        let both = [&lives, &registered];
        assert_eq!(fit(true, "Тула", &both), AddressFit::Known);
        assert_eq!(fit(false, "Омск", &both), AddressFit::Known);
        assert_eq!(fit(true, "Омск", &both), AddressFit::Returns(lives.id()));
        let again = NewAddress { primary: true, data: parts("Омск") };
        let mut left = registered;
        assert!(left.make_room(&again, AddressFit::Returns(lives.id()), at) && !left.is_primary());
        let mut back = lives.clone();
        assert!(back.make_room(&again, AddressFit::Returns(lives.id()), at) && back.is_primary());
        assert!(!back.clone().make_room(&again, AddressFit::Known, at));
        let mut moved = lives;
        assert!(moved.take_primary(at) && moved.is_primary() && !moved.take_primary(at));
    }
}
