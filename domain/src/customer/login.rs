//! What a customer signs in with.

use super::CustomerError;
use crate::Phone;
use std::fmt;

/// What a login is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginKind {
    /// The digits of a telephone number, or as many of them as the caller sent.
    Phone,
    /// Anything else.
    Name,
}

impl LoginKind {
    /// As on the wire: `PHONE`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "PHONE",
            Self::Name => "LOGIN",
        }
    }
}

/// The name that a customer signs in with: usually a telephone number as digits.
///
/// The manual's own logins have 10, 11 and 12 digits, so their number is not judged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(String);

impl Login {
    /// Reads a login; a telephone number in any form becomes its digits.
    ///
    /// # Errors
    /// [`CustomerError::LoginInvalid`].
    pub fn try_new(text: &str) -> Result<Self, CustomerError> {
        let text = text.trim();
        let phone_like = |c: char| c.is_ascii_digit() || "+-() ".contains(c);
        if text.chars().all(phone_like) && text.chars().any(|c| c.is_ascii_digit()) {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            return Self::sized(Phone::parse(text).map_or(digits, |p| p.digits().to_owned()));
        }
        Self::sized(text.to_lowercase())
    }
    fn sized(text: String) -> Result<Self, CustomerError> {
        let fits = (1..=64).contains(&text.chars().count());
        let named = text.chars().any(char::is_alphanumeric);
        if fits && named && !text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            Ok(Self(text))
        } else {
            Err(CustomerError::LoginInvalid)
        }
    }
    /// For adapters: a login that a store kept.
    #[must_use]
    pub const fn restore(text: String) -> Self {
        Self(text)
    }
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// What it is made of.
    #[must_use]
    pub fn kind(&self) -> LoginKind {
        if self.0.bytes().all(|b| b.is_ascii_digit()) { LoginKind::Phone } else { LoginKind::Name }
    }
}

impl From<&Phone> for Login {
    fn from(phone: &Phone) -> Self {
        Self(phone.digits().to_owned())
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_in_any_form_is_one_login() {
        let login = Login::try_new("+7 (901) 000-00-01").unwrap();
        assert_eq!(login, Login::from(&Phone::parse("79010000001").unwrap()));
        assert_eq!(login.kind(), LoginKind::Phone);
    }

    #[test]
    fn the_manuals_logins_of_other_lengths_are_taken_as_they_are() {
        for digits in ["7999999999", "790100002002", "799999999999"] {
            assert_eq!(Login::try_new(digits).unwrap().as_str(), digits);
        }
    }

    #[test]
    fn a_name_is_a_login_too_and_blanks_are_not() {
        assert_eq!(Login::try_new("Ivan@example.com").unwrap().as_str(), "ivan@example.com");
        let long = "x".repeat(65);
        for text in ["", "  ", "+", "a b", "a\tb", long.as_str()] {
            assert_eq!(Login::try_new(text), Err(CustomerError::LoginInvalid), "{text:?}");
        }
    }
}
