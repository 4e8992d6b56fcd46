//! Personal data.

use super::NameKey;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Sex as a passport states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Gender {
    /// `MALE`.
    Male,
    /// `FEMALE`.
    Female,
}

impl Gender {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Male, Self::Female];

    /// As on the wire: `MALE`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Male => "MALE",
            Self::Female => "FEMALE",
        }
    }
    /// Reads the wire's word in any case.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.name().eq_ignore_ascii_case(text))
    }
}

/// Who a customer is, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// First name, as the customer wrote it.
    pub first_name: Option<String>,
    /// Patronymic.
    pub middle_name: Option<String>,
    /// Surname.
    pub last_name: Option<String>,
    /// Sex.
    pub gender: Option<Gender>,
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
}

impl Person {
    /// Takes over what `changes` knows and names the fields that became different.
    pub(super) fn merge(&mut self, changes: Self) -> Vec<&'static str> {
        let mut different = Vec::new();
        let mut set = |field, differs: bool| {
            if differs {
                different.push(field);
            }
        };
        set("firstName", replace(&mut self.first_name, changes.first_name));
        set("middleName", replace(&mut self.middle_name, changes.middle_name));
        set("lastName", replace(&mut self.last_name, changes.last_name));
        set("gender", replace(&mut self.gender, changes.gender));
        set("birthDate", replace(&mut self.birth_date, changes.birth_date));
        different
    }

    /// Surname, first name and patronymic as they are known again.
    #[must_use]
    pub fn name_keys(&self) -> [Option<NameKey>; 3] {
        let names = [&self.last_name, &self.first_name, &self.middle_name];
        names.map(|name| name.as_deref().and_then(NameKey::of))
    }

    /// Whether the other data can be the same person's: surname, first name and date of birth
    /// agree, in whatever spelling. A patronymic may be missing.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        let ([last, first, _], [others_last, others_first, _]) =
            (self.name_keys(), other.name_keys());
        (last, first, self.birth_date) == (others_last, others_first, other.birth_date)
    }
}

fn replace<T: PartialEq>(old: &mut Option<T>, new: Option<T>) -> bool {
    let differs = new.is_some() && *old != new;
    if differs {
        *old = new;
    }
    differs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(last: &str, first: &str, born: (i32, u32, u32)) -> Person {
        Person {
            first_name: Some(first.to_owned()),
            last_name: Some(last.to_owned()),
            birth_date: NaiveDate::from_ymd_opt(born.0, born.1, born.2),
            ..Person::default()
        }
    }

    #[test]
    fn one_person_is_known_again_in_other_spelling() {
        let stored = person("Семёнов", "Пётр", (1990, 2, 3));
        assert!(stored.agrees_with(&person(" СЕМЕНОВ ", "петр", (1990, 2, 3))));
        assert!(!stored.agrees_with(&person("Семёнов", "Пётр", (1990, 2, 4))));
        assert!(!stored.agrees_with(&person("Семёнова", "Пётр", (1990, 2, 3))));
        assert!(!stored.agrees_with(&Person::default()));
    }

    #[test]
    fn what_is_left_out_stays() {
        let mut stored = person("Зайцев", "Василий", (2000, 6, 28));
        let changed = stored.merge(Person {
            middle_name: Some("Петрович".to_owned()),
            first_name: Some("Василий".to_owned()),
            ..Person::default()
        });
        assert_eq!(changed, ["middleName"]);
        assert_eq!(stored.last_name.as_deref(), Some("Зайцев"));
    }
}
