//! Whom a sandbox means.

use kredo_application::scoring::Subject;
use serde::Deserialize;

/// Digits, all of them or, with a `*` at the end, the first ones: `79010000001`, `7901*`, `*`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DigitPattern {
    digits: String,
    is_prefix: bool,
}

/// The text is no pattern of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a pattern is digits, with a * at the end or not")]
pub struct DigitPatternError;

impl TryFrom<String> for DigitPattern {
    type Error = DigitPatternError;
    fn try_from(text: String) -> Result<Self, DigitPatternError> {
        let (digits, is_prefix) = match text.strip_suffix('*') {
            Some(digits) => (digits, true),
            None => (text.as_str(), false),
        };
        let is_pattern = digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_pattern && (is_prefix || !digits.is_empty()) {
            Ok(Self { digits: digits.to_owned(), is_prefix })
        } else {
            Err(DigitPatternError)
        }
    }
}

impl DigitPattern {
    fn fits(&self, digits: &str) -> bool {
        if self.is_prefix { digits.starts_with(&self.digits) } else { digits == self.digits }
    }
}

/// People by a number of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Who {
    /// By the digits of the phone, country code first.
    Phone(DigitPattern),
    /// By the ten digits of the passport, series first.
    Passport(DigitPattern),
}

impl Who {
    /// Whether that person is meant.
    #[must_use]
    pub fn is(&self, subject: &Subject) -> bool {
        match self {
            Self::Phone(pattern) => pattern.fits(subject.phone.digits()),
            Self::Passport(pattern) => {
                let passport = &subject.passport;
                let digits = [&*passport.series, &*passport.number].concat();
                pattern.fits(&digits)
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use chrono::NaiveDate;
    use kredo_application::scoring::PassportNumber;
    use kredo_domain::Phone;

    pub(crate) fn subject() -> Subject {
        Subject {
            last_name: "Зайцев".to_owned(),
            first_name: "Василий".to_owned(),
            middle_name: Some("Петрович".to_owned()),
            birth_date: NaiveDate::from_ymd_opt(2000, 6, 28).unwrap(),
            passport: PassportNumber { series: "1234".to_owned(), number: "621234".to_owned() },
            phone: Phone::parse("79010000001").unwrap(),
            inn: None,
            snils: None,
        }
    }

    pub(crate) fn who(json: serde_json::Value) -> Who {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn people_are_meant_by_phone_or_passport_whole_or_in_part() {
        use serde_json::json;
        for (pattern, meant) in [
            (json!({"phone": "79010000001"}), true),
            (json!({"phone": "7901*"}), true),
            (json!({"phone": "*"}), true),
            (json!({"phone": "7901"}), false),
            (json!({"phone": "7902*"}), false),
            (json!({"phone": "901*"}), false),
            (json!({"passport": "1234621234"}), true),
            (json!({"passport": "12346*"}), true),
            (json!({"passport": "1235*"}), false),
        ] {
            assert_eq!(who(pattern.clone()).is(&subject()), meant, "{pattern}");
        }
    }

    #[test]
    fn what_is_no_pattern_of_digits_is_refused() {
        for text in ["", "79x", "7*9", "**", "+7901*"] {
            assert_eq!(DigitPattern::try_from(text.to_owned()), Err(DigitPatternError), "{text}");
        }
    }
}
