//! Named methods to check a document's number.

use super::{CheckedNumber, NumberFault};
use serde::{Deserialize, Serialize};

/// How the number of a document is checked, besides by its attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValidationMethod {
    /// Check digits of an insurance account (СНИЛС).
    CheckSnilsSumm,
    /// Check digits of a taxpayer number (ИНН): of 12 digits a person's, of 10 an organisation's.
    CheckInnSumm,
    /// The check digit of Luhn (ISO/IEC 7812).
    CheckLuhn,
}

impl ValidationMethod {
    /// Every method.
    pub const ALL: [Self; 3] = [Self::CheckSnilsSumm, Self::CheckInnSumm, Self::CheckLuhn];

    /// As on the wire: `check_snils_summ`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CheckSnilsSumm => "check_snils_summ",
            Self::CheckInnSumm => "check_inn_summ",
            Self::CheckLuhn => "check_luhn",
        }
    }

    /// Whether the number holds.
    ///
    /// # Errors
    /// [`NumberFault`]: what is wrong with it.
    pub fn check(self, number: &str) -> Result<(), NumberFault> {
        let kind = match self {
            Self::CheckSnilsSumm => CheckedNumber::Snils,
            Self::CheckInnSumm if number.trim().len() == 10 => CheckedNumber::CompanyInn,
            Self::CheckInnSumm => CheckedNumber::PersonInn,
            Self::CheckLuhn => CheckedNumber::Luhn,
        };
        kind.check(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_has_one_name_everywhere() {
        for method in ValidationMethod::ALL {
            assert_eq!(serde_json::to_value(method).unwrap(), method.name());
        }
    }

    #[test]
    fn each_method_checks_its_own_numbers() {
        use ValidationMethod::{CheckInnSumm, CheckLuhn, CheckSnilsSumm};
        for (method, good, bad) in [
            (CheckSnilsSumm, "083-367-324 77", "083-367-324 78"),
            (CheckInnSumm, "500100732259", "500100732258"),
            (CheckInnSumm, "7707083893", "7707083894"),
            (CheckLuhn, "79927398713", "79927398714"),
        ] {
            assert_eq!(method.check(good), Ok(()), "{method:?}");
            assert_eq!(method.check(bad), Err(NumberFault::CheckDigits), "{method:?}");
            assert_eq!(method.check("string"), Err(NumberFault::Form), "{method:?}");
        }
    }
}
