//! Telephone numbers.

use crate::{Coded, ErrorCode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Codes of this module.
pub mod code {
    crate::error_codes! {
        PHONE_INVALID: Invalid = "The text is no telephone number that could exist.";
    }
}

/// A number as the digits of E.164: `79010000001`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

/// The text is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number; write it as +7 901 000-00-01 or 79010000001")]
pub struct PhoneError;

impl Coded for PhoneError {
    fn code(&self) -> ErrorCode {
        code::PHONE_INVALID
    }
}

impl Phone {
    /// Reads what people write: `+7 (901) 000-00-01`, `8 901 000 00 01`, `79010000001`.
    ///
    /// A number without a country code is Russian.
    ///
    /// # Errors
    /// [`PhoneError`] when no such number can exist.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let bare = !text.starts_with('+');
        let international = match (bare, digits, text.as_bytes().first()) {
            (true, 11, Some(b'7')) => format!("+{text}"),
            _ => text.to_owned(),
        };
        let number = phonenumber::parse(Some(phonenumber::country::RU), international)
            .map_err(|_| PhoneError)?;
        if !number.is_valid() {
            return Err(PhoneError);
        }
        let e164 = number.format().mode(phonenumber::Mode::E164).to_string();
        Ok(Self(e164.trim_start_matches('+').to_owned()))
    }
    /// As [`Self::parse`]; besides, 10 to 12 bare digits that begin with 7 are taken as they are.
    /// The manual's own log-ins have such numbers, a digit short or over: whether they can be
    /// reached, the network knows.
    ///
    /// # Errors
    /// [`PhoneError`].
    pub fn parse_leniently(text: &str) -> Result<Self, PhoneError> {
        let bare = text.trim();
        let near = (10..=12).contains(&bare.len())
            && bare.starts_with('7')
            && bare.bytes().all(|byte| byte.is_ascii_digit());
        Self::parse(bare).or_else(|fault| if near { Ok(Self(bare.to_owned())) } else { Err(fault) })
    }
    /// For adapters: digits that a store kept.
    #[must_use]
    pub fn restore(digits: String) -> Self {
        Self(digits)
    }
    /// The digits, country code first.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
    /// For people and logs: `7901•••0001`, the middle hidden.
    #[must_use]
    pub fn masked(&self) -> String {
        let hidden = self.0.len().saturating_sub(8);
        let head: String = self.0.chars().take(4).collect();
        let tail: String = self.0.chars().skip(4_usize.saturating_add(hidden)).collect();
        format!("{head}{}{tail}", "•".repeat(hidden))
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_people_write_are_one_number() {
        for text in [
            "79010000001",
            "+79010000001",
            "+7 (901) 000-00-01",
            "8 901 000 00 01",
            "9010000001",
            " 7 901 000-00-01 ",
        ] {
            let phone = Phone::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!(phone.digits(), "79010000001", "{text}");
        }
        assert_eq!(Phone::parse("+48 22 123 45 67").unwrap().digits(), "48221234567");
    }

    #[test]
    fn what_no_network_could_dial_is_refused() {
        for text in ["", "string", "12", "+7 901", "790100000011", "+999 123"] {
            assert_eq!(Phone::parse(text), Err(PhoneError), "{text}");
        }
    }

    #[test]
    fn a_log_in_takes_the_manuals_own_numbers_and_no_others_that_cannot_be() {
        for text in ["7901000001", "790100002002", "79010000001"] {
            assert_eq!(Phone::parse_leniently(text).unwrap().digits(), text);
        }
        assert_eq!(Phone::parse_leniently("9010000001").unwrap().digits(), "79010000001");
        for text in ["", "string", "12", "790100000", "7901000000123", "0901000001", "790100000x"] {
            assert_eq!(Phone::parse_leniently(text), Err(PhoneError), "{text}");
        }
    }

    #[test]
    fn the_middle_is_hidden() {
        assert_eq!(Phone::parse("79010000001").unwrap().masked(), "7901•••0001");
    }
}
