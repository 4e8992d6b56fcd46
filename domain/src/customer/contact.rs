//! How a customer, or somebody near it, is reached.

use super::{AdditionalData, ContactId, CustomerId};
use crate::Phone;
use chrono::{DateTime, Utc};

/// `PHONE`, `EMAIL`, or another word: the set is open, compared without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContactKind(String);

impl ContactKind {
    /// Reads a word.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_uppercase())
    }
    /// A telephone number.
    #[must_use]
    pub fn phone() -> Self {
        Self::new("PHONE")
    }
    /// An e-mail address.
    #[must_use]
    pub fn email() -> Self {
        Self::new("EMAIL")
    }
    /// In capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// One spelling per contact: digits of a telephone number that could exist, an e-mail address
    /// in small letters, anything else without blanks at the ends.
    #[must_use]
    pub fn normalized(&self, value: &str) -> String {
        let value = value.trim();
        match self.0.as_str() {
            "PHONE" => Phone::parse(value).map_or(value.to_owned(), |p| p.digits().to_owned()),
            "EMAIL" => value.to_lowercase(),
            _ => value.to_owned(),
        }
    }
}

/// Whose contact it is: `CUSTOMER`, or a relation such as `FATHER`; the set is open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContactOwner(String);

impl ContactOwner {
    /// Reads a word.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_uppercase())
    }
    /// The customer's own.
    #[must_use]
    pub fn customer() -> Self {
        Self::new("CUSTOMER")
    }
    /// In capitals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One way to reach somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    state: ContactState,
}

/// Everything a contact is, for adapters and views.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactState {
    /// Its guid.
    pub id: ContactId,
    /// Whose registry entry it stands in.
    pub customer: CustomerId,
    /// What kind of contact.
    pub kind: ContactKind,
    /// Who answers there.
    pub owner: ContactOwner,
    /// The number or address in one spelling; with kind and owner unique for a customer.
    pub value: String,
    /// Whether it is in use.
    pub active: bool,
    /// Whether it is the first to use of its kind: at most one a customer and kind.
    pub primary: bool,
    /// Free-form facts, such as the name of a contact person.
    pub additional_data: AdditionalData,
    /// When it was added, UTC.
    pub created_at: DateTime<Utc>,
    /// When it last changed, UTC.
    pub updated_at: DateTime<Utc>,
}

/// What adding a contact takes.
#[derive(Debug, Clone, PartialEq)]
pub struct NewContact {
    /// What kind of contact.
    pub kind: ContactKind,
    /// Who answers there.
    pub owner: ContactOwner,
    /// The number or address as written.
    pub value: String,
    /// Whether it is in use.
    pub active: bool,
    /// Free-form facts.
    pub additional_data: AdditionalData,
}

impl Contact {
    /// Adds a contact beside the ones the customer has. The customer's first active contact of a
    /// kind becomes the primary one.
    #[must_use]
    pub fn add(
        id: ContactId,
        customer: CustomerId,
        new: NewContact,
        known: &[&Self],
        now: DateTime<Utc>,
    ) -> Self {
        let taken = known.iter().any(|c| c.state.primary && c.state.kind == new.kind);
        let primary = new.active && new.owner == ContactOwner::customer() && !taken;
        let value = new.kind.normalized(&new.value);
        Self {
            state: ContactState {
                id,
                customer,
                kind: new.kind,
                owner: new.owner,
                value,
                active: new.active,
                primary,
                additional_data: new.additional_data,
                created_at: now,
                updated_at: now,
            },
        }
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(state: ContactState) -> Self {
        Self { state }
    }
    /// Everything it is.
    #[must_use]
    pub const fn state(&self) -> &ContactState {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> ContactId {
        self.state.id
    }

    /// Whether this is the contact that `new` names, in whatever spelling.
    #[must_use]
    pub fn is(&self, new: &NewContact) -> bool {
        self.state.kind == new.kind
            && self.state.owner == new.owner
            && self.state.value == new.kind.normalized(&new.value)
    }

    /// Takes over what is new about a known contact; says whether anything was. One that is no
    /// longer in use is no longer the primary one.
    pub fn refresh(&mut self, new: &NewContact, now: DateTime<Utc>) -> bool {
        let before = self.state.clone();
        self.state.active = new.active;
        self.state.primary &= new.active;
        self.state.additional_data.extend(new.additional_data.clone());
        let changed = self.state != before;
        if changed {
            self.state.updated_at = now;
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn new(owner: &str, value: &str) -> NewContact {
        NewContact {
            kind: ContactKind::phone(),
            owner: ContactOwner::new(owner),
            value: value.to_owned(),
            active: true,
            additional_data: AdditionalData::new(),
        }
    }
    fn add(n: u128, new: NewContact, known: &[&Contact]) -> Contact {
        let customer = CustomerId::new(Uuid::nil());
        let id = ContactId::new(Uuid::from_u128(n));
        Contact::add(id, customer, new, known, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn the_first_of_the_customers_own_is_primary_and_only_that() {
        let fathers = add(1, new("FATHER", "79991234567"), &[]);
        assert!(!fathers.state().primary);
        let first = add(2, new("customer", "79010000001"), &[&fathers]);
        assert!(first.state().primary);
        let second = add(3, new("CUSTOMER", "79010000002"), &[&fathers, &first]);
        assert!(!second.state().primary);
    }

    #[test]
    fn another_spelling_is_the_same_contact() {
        let contact = add(1, new("CUSTOMER", "79010000001"), &[]);
        assert!(contact.is(&new("customer", "+7 901 000-00-01")));
        assert!(!contact.is(&new("CUSTOMER", "79010000002")));
        assert!(!contact.is(&new("FATHER", "79010000001")));
    }

    #[test]
    fn a_contact_out_of_use_is_not_primary() {
        let mut contact = add(1, new("CUSTOMER", "79010000001"), &[]);
        let gone = NewContact { active: false, ..new("CUSTOMER", "79010000001") };
        assert!(contact.refresh(&gone, DateTime::UNIX_EPOCH));
        assert!(!contact.state().primary && !contact.state().active);
        assert!(!contact.refresh(&gone, DateTime::UNIX_EPOCH), "nothing is new the second time");
    }

    #[test]
    fn a_value_that_is_no_phone_is_kept_as_written() {
        assert_eq!(add(1, new("CUSTOMER", " string "), &[]).state().value, "string");
    }
}
