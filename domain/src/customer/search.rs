//! What customers are looked for by.

use super::{Contact, ContactKind, ContactOwner, Customer, NameKey};
use crate::document::DocumentFilter;
use chrono::{DateTime, NaiveDate, Utc};
use std::{cmp::Ordering, ops::Range};

/// What is known of the customers who are looked for. All of it must be so; what is not said may be
/// anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerFilter {
    /// What the surname begins with.
    pub last_name: Option<NameKey>,
    /// The first name, whole.
    pub first_name: Option<NameKey>,
    /// The patronymic, whole.
    pub middle_name: Option<NameKey>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// When the customer was registered, UTC: from the first instant until before the second.
    pub registered: Option<Range<DateTime<Utc>>>,
    /// Contacts that stand in the customer's entry.
    pub contacts: Vec<ContactFilter>,
    /// What was said of the customer's documents.
    pub documents: Vec<DocumentFilter>,
}

/// A contact that a customer is looked for by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactFilter {
    /// What kind of contact.
    pub kind: ContactKind,
    /// The number or address, in the spelling that contacts are kept in.
    pub value: String,
    /// Whose it is; anybody's where not said.
    pub owner: Option<ContactOwner>,
    /// Whether it is in use.
    pub active: Option<bool>,
    /// Whether it is the first to use of its kind.
    pub primary: Option<bool>,
}

impl ContactFilter {
    /// A contact in any spelling.
    #[must_use]
    pub fn new(kind: ContactKind, value: &str) -> Self {
        let value = kind.normalized(value);
        Self { kind, value, owner: None, active: None, primary: None }
    }

    /// Whether that is such a contact.
    #[must_use]
    pub fn admits(&self, contact: &Contact) -> bool {
        let contact = contact.state();
        contact.kind == self.kind
            && contact.value == self.value
            && agrees(self.owner.as_ref(), &contact.owner)
            && agrees(self.active.as_ref(), &contact.active)
            && agrees(self.primary.as_ref(), &contact.primary)
    }
}

fn agrees<T: PartialEq>(wanted: Option<&T>, is: &T) -> bool {
    wanted.is_none_or(|wanted| wanted == is)
}

/// Which come first where more than [`CustomerFilter::AT_MOST`] customers are such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchOrder {
    /// By surname, first name and patronymic.
    Names,
    /// By when they were registered.
    Registration,
}

impl CustomerFilter {
    /// How many customers a search finds at most; whoever looks for one of more says more of it.
    pub const AT_MOST: u16 = 1_000;

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the customer's own record is such; contacts and documents stand elsewhere.
    #[must_use]
    pub fn admits(&self, customer: &Customer) -> bool {
        let state = customer.state();
        let [last_name, first_name, middle_name] = state.person.name_keys();
        let begins = |start: &NameKey| last_name.is_some_and(|name| start.begins(&name));
        self.last_name.as_ref().is_none_or(begins)
            && (self.first_name.is_none() || self.first_name == first_name)
            && (self.middle_name.is_none() || self.middle_name == middle_name)
            && (self.birth_date.is_none() || self.birth_date == state.person.birth_date)
            && self.registered.as_ref().is_none_or(|range| range.contains(&state.created_at))
    }

    /// Which come first where too many are such: by their names, or as they were registered where
    /// nothing but that is said.
    #[must_use]
    pub fn order(&self) -> SearchOrder {
        let day_alone = Self { registered: self.registered.clone(), ..Self::default() };
        if self.registered.is_some() && *self == day_alone {
            SearchOrder::Registration
        } else {
            SearchOrder::Names
        }
    }
}

impl SearchOrder {
    /// Which of two comes first.
    #[must_use]
    pub fn compare(self, one: &Customer, other: &Customer) -> Ordering {
        let by_key = match self {
            Self::Names => one.state().person.name_keys().cmp(&other.state().person.name_keys()),
            Self::Registration => one.state().created_at.cmp(&other.state().created_at),
        };
        by_key.then_with(|| one.id().cmp(&other.id()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customer::{AdditionalData, CustomerId, Login, Person};
    use uuid::Uuid;

    fn customer(n: u128, names: [&str; 3]) -> Customer {
        let login = Login::try_new("79010000001").unwrap();
        let id = CustomerId::new(Uuid::from_u128(n));
        let mut customer = Customer::register(id, 1, login, None, DateTime::UNIX_EPOCH).0;
        let [last_name, first_name, middle_name] = names.map(|name| Some(name.to_owned()));
        let birth_date = NaiveDate::from_ymd_opt(1990, 2, 3);
        let person = Person { first_name, middle_name, last_name, birth_date, gender: None };
        customer.patch(person, AdditionalData::new(), DateTime::UNIX_EPOCH);
        customer
    }

    fn names(names: [Option<&str>; 3]) -> CustomerFilter {
        let [last_name, first_name, middle_name] = names.map(|name| name.and_then(NameKey::of));
        CustomerFilter { last_name, first_name, middle_name, ..CustomerFilter::default() }
    }

    #[test]
    fn a_surname_may_be_begun_and_other_names_are_whole() {
        let semyonov = customer(1, ["Семёнов", "Пётр", "Ильич"]);
        for such in [
            [Some("СЕМЕН"), None, None],
            [Some("семёнов"), Some("петр"), Some("ИЛЬИЧ")],
            [None, Some("Петр"), None],
            [None, None, Some("ильич")],
        ] {
            assert!(names(such).admits(&semyonov), "{such:?}");
        }
        for other in [
            [Some("Семенова"), None, None],
            [Some("Сем"), Some("Пет"), None],
            [None, None, Some("Иль")],
            [Some("Пётр"), None, None],
        ] {
            assert!(!names(other).admits(&semyonov), "{other:?}");
        }
        assert!(!names([Some("С"), None, None]).admits(&customer(2, ["", "", ""])));
    }

    #[test]
    fn a_day_ends_before_the_next_begins() {
        let at = DateTime::UNIX_EPOCH;
        let hour = chrono::TimeDelta::hours(1);
        let known = customer(1, ["а", "б", "в"]);
        let registered =
            |from, until| CustomerFilter { registered: Some(from..until), ..Default::default() };
        assert!(registered(at, at + hour).admits(&known));
        assert!(!registered(at - hour, at).admits(&known));
        assert!(!registered(at + hour, at + hour + hour).admits(&known));
        let born = |day| CustomerFilter { birth_date: day, ..Default::default() };
        assert!(born(NaiveDate::from_ymd_opt(1990, 2, 3)).admits(&known));
        assert!(!born(NaiveDate::from_ymd_opt(1990, 2, 4)).admits(&known));
    }

    #[test]
    fn too_many_come_by_their_names_unless_only_the_day_is_said() {
        let at = DateTime::UNIX_EPOCH;
        let day = CustomerFilter { registered: Some(at..at), ..Default::default() };
        assert_eq!(day.order(), SearchOrder::Registration);
        let with_name = CustomerFilter { last_name: NameKey::of("а"), ..day };
        assert_eq!(with_name.order(), SearchOrder::Names);
        assert_eq!(CustomerFilter::default().order(), SearchOrder::Names);
        let (first, second) = (customer(2, ["Ёлкин", "б", "в"]), customer(1, ["Жуков", "а", "а"]));
        assert_eq!(SearchOrder::Names.compare(&first, &second), Ordering::Less);
        assert_eq!(SearchOrder::Registration.compare(&first, &second), Ordering::Greater);
    }

    #[test]
    fn a_contact_is_known_in_any_spelling_and_by_what_is_said_of_it() {
        let new = crate::customer::NewContact {
            kind: ContactKind::phone(),
            owner: ContactOwner::customer(),
            value: "79010000001".to_owned(),
            active: true,
            additional_data: AdditionalData::new(),
        };
        let id = crate::customer::ContactId::new(Uuid::nil());
        let of = CustomerId::new(Uuid::nil());
        let contact = Contact::add(id, of, new, &[], DateTime::UNIX_EPOCH);
        let sought = ContactFilter::new(ContactKind::phone(), "+7 (901) 000-00-01");
        assert!(sought.admits(&contact));
        let father = ContactOwner::new("FATHER");
        for other in [
            ContactFilter::new(ContactKind::email(), "79010000001"),
            ContactFilter::new(ContactKind::phone(), "79010000002"),
            ContactFilter { owner: Some(father), ..sought.clone() },
            ContactFilter { active: Some(false), ..sought.clone() },
            ContactFilter { primary: Some(false), ..sought },
        ] {
            assert!(!other.admits(&contact), "{other:?}");
        }
    }

    #[test]
    fn a_filter_that_says_anything_is_not_empty() {
        assert!(CustomerFilter::default().is_empty());
        assert!(!names([None, Some("Пётр"), None]).is_empty());
    }
}
