//! The person about whom others are asked.

use chrono::NaiveDate;
use kredo_domain::Phone;
use std::fmt;

/// Series and number of a passport of a citizen of Russia.
#[derive(Clone, PartialEq, Eq)]
pub struct PassportNumber {
    /// 4 digits.
    pub series: String,
    /// 6 digits.
    pub number: String,
}

/// The person about whom others are asked. Its debug form hides everything but the phone's ends,
/// so that it can stand in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Subject {
    /// Surname.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Patronymic, where there is one.
    pub middle_name: Option<String>,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Passport.
    pub passport: PassportNumber,
    /// Phone.
    pub phone: Phone,
    /// Taxpayer number, 12 digits, if known.
    pub inn: Option<String>,
    /// Insurance account number, if known.
    pub snils: Option<String>,
}

impl Subject {
    /// Surname, first name and patronymic, with a blank between.
    #[must_use]
    pub fn full_name(&self) -> String {
        let middle = self.middle_name.as_deref();
        let names = [Some(&*self.last_name), Some(&*self.first_name), middle];
        names.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Debug for PassportNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassportNumber(hidden)")
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subject").field("phone", &self.phone.masked()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_in_a_log_shows_nobody() {
        let (last_name, first_name) = ("Зайцев".to_owned(), "Василий".to_owned());
        let subject = Subject {
            last_name,
            first_name,
            middle_name: None,
            birth_date: NaiveDate::from_ymd_opt(2000, 6, 28).unwrap(),
            passport: PassportNumber { series: "1234".to_owned(), number: "621234".to_owned() },
            phone: Phone::parse("79010000001").unwrap(),
            inn: None,
            snils: Some("08336732477".to_owned()),
        };
        let shown = format!("{subject:?} {:?}", subject.passport);
        for hidden in ["Зайцев", "Василий", "2000", "1234", "79010000001", "0833"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
        assert!(shown.contains("7901•••0001"), "{shown}");
        assert_eq!(subject.full_name(), "Зайцев Василий");
    }
}
