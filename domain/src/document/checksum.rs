//! Check digits of the numbers that documents and cards carry.
//!
//! They find slips of the pen, not forgeries: a number that passes may still be nobody's.

use serde::{Deserialize, Serialize};

/// A kind of number that carries check digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CheckedNumber {
    /// Insurance account of a person (СНИЛС): 11 digits, written with hyphens and a blank or not.
    Snils,
    /// Taxpayer number (ИНН) of a person: 12 digits.
    PersonInn,
    /// Taxpayer number (ИНН) of an organisation: 10 digits.
    CompanyInn,
    /// Number of an organisation in the state register (ОГРН): 13 digits.
    CompanyOgrn,
    /// Number of an entrepreneur in the state register (ОГРНИП): 15 digits.
    EntrepreneurOgrn,
    /// Number of a payment card, by Luhn (ISO/IEC 7812): 12 to 19 digits, in groups or not.
    PaymentCard,
    /// Any number with the check digit of Luhn: 2 to 64 digits, in groups or not.
    Luhn,
}

/// Why a text is no such number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NumberFault {
    /// Too few or too many digits, something else than digits, or zeros only.
    #[error("it has another form")]
    Form,
    /// The check digits do not fit the others.
    #[error("its check digits are wrong")]
    CheckDigits,
}

const COMPANY_INN: [u64; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSON_INN_FIRST: [u64; 10] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const PERSON_INN_SECOND: [u64; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const SNILS: [u64; 9] = [9, 8, 7, 6, 5, 4, 3, 2, 1];
/// Accounts up to this one were given before there were check digits.
const LAST_UNCHECKED_SNILS: u64 = 1_001_998;

impl CheckedNumber {
    /// Whether the text is such a number and its check digits fit.
    ///
    /// # Errors
    /// [`NumberFault`]: what is wrong with it.
    pub fn check(self, text: &str) -> Result<(), NumberFault> {
        let digits = self.digits(text).ok_or(NumberFault::Form)?;
        let fits = match self {
            Self::Snils => snils_fits(&digits),
            Self::PersonInn => {
                let first = modulo_11(&digits, &PERSON_INN_FIRST);
                let second = modulo_11(&digits, &PERSON_INN_SECOND);
                digits.ends_with(&[first, second])
            }
            Self::CompanyInn => digits.ends_with(&[modulo_11(&digits, &COMPANY_INN)]),
            Self::CompanyOgrn => remainder_fits(&digits, 11),
            Self::EntrepreneurOgrn => remainder_fits(&digits, 13),
            Self::PaymentCard | Self::Luhn => luhn_fits(&digits),
        };
        if fits { Ok(()) } else { Err(NumberFault::CheckDigits) }
    }

    fn digits(self, text: &str) -> Option<Vec<u64>> {
        let (shortest, longest, grouped) = match self {
            Self::Snils => (11, 11, true),
            Self::PersonInn => (12, 12, false),
            Self::CompanyInn => (10, 10, false),
            Self::CompanyOgrn => (13, 13, false),
            Self::EntrepreneurOgrn => (15, 15, false),
            Self::PaymentCard => (12, 19, true),
            Self::Luhn => (2, 64, true),
        };
        let written = text.trim().chars().filter(|c| !(grouped && matches!(c, ' ' | '-')));
        let digits: Option<Vec<_>> = written.map(|c| c.to_digit(10).map(u64::from)).collect();
        digits.filter(|digits| {
            (shortest..=longest).contains(&digits.len()) && digits.iter().any(|digit| *digit != 0)
        })
    }
}

fn weighted(digits: &[u64], weights: &[u64]) -> u64 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

fn modulo_11(digits: &[u64], weights: &[u64]) -> u64 {
    weighted(digits, weights) % 11 % 10
}

fn value(digits: &[u64]) -> u64 {
    digits.iter().fold(0, |value, digit| value * 10 + digit)
}

fn snils_fits(digits: &[u64]) -> bool {
    let Some((account, check)) = digits.split_at_checked(SNILS.len()) else { return false };
    value(account) <= LAST_UNCHECKED_SNILS || weighted(account, &SNILS) % 101 % 100 == value(check)
}

fn remainder_fits(digits: &[u64], divisor: u64) -> bool {
    digits.split_last().is_some_and(|(check, number)| value(number) % divisor % 10 == *check)
}

fn luhn_fits(digits: &[u64]) -> bool {
    let doubled = |digit: u64| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let counted = digits.iter().rev().zip([false, true].into_iter().cycle());
    let sum: u64 = counted.map(|(digit, even)| if even { doubled(*digit) } else { *digit }).sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GOOD: &[(CheckedNumber, &[&str])] = &[
        (
            CheckedNumber::Snils,
            &[
                "08336732477",
                "083-367-324 77",
                "11223344595",
                "00100199800",
                "00100199965",
                // Sums of 100, 101, 201 and 202: remainders 100 and 0 are both written 00.
                "00250681600",
                "00222965100",
                "00799468300",
                "00787589800",
            ],
        ),
        (CheckedNumber::PersonInn, &["500100732259", " 500100732259 ", "123456789047"]),
        (CheckedNumber::CompanyInn, &["7707083893", "7736207543", "7736050003"]),
        (CheckedNumber::CompanyOgrn, &["1027700132195", "1027700229193", "1027700070518"]),
        (CheckedNumber::EntrepreneurOgrn, &["304500116000157", "316861700133226"]),
        (
            CheckedNumber::PaymentCard,
            &["4111111111111111", "4111 1111 1111 1111", "378282246310005"],
        ),
        (CheckedNumber::Luhn, &["18", "79927398713", "7992-7398-713"]),
    ];

    const BAD: &[(CheckedNumber, NumberFault, &[&str])] = &[
        (
            CheckedNumber::Snils,
            NumberFault::CheckDigits,
            &["08336732478", "11223344596", "00100199900", "00250681601"],
        ),
        (
            CheckedNumber::Snils,
            NumberFault::Form,
            &["", "0833673247", "083367324770", "0833673247x", "00000000000", "٠٨٣٣٦٧٣٢٤٧٧"],
        ),
        (CheckedNumber::PersonInn, NumberFault::CheckDigits, &["500100732258", "500100732241"]),
        (
            CheckedNumber::PersonInn,
            NumberFault::Form,
            &["7707083893", "000000000000", "5001 0073 2259"],
        ),
        (CheckedNumber::CompanyInn, NumberFault::CheckDigits, &["7707083894"]),
        (CheckedNumber::CompanyInn, NumberFault::Form, &["500100732259", "770708389"]),
        (CheckedNumber::CompanyOgrn, NumberFault::CheckDigits, &["1027700132196"]),
        (CheckedNumber::CompanyOgrn, NumberFault::Form, &["304500116000157"]),
        (CheckedNumber::EntrepreneurOgrn, NumberFault::CheckDigits, &["304500116000158"]),
        (CheckedNumber::EntrepreneurOgrn, NumberFault::Form, &["1027700132195"]),
        (CheckedNumber::PaymentCard, NumberFault::CheckDigits, &["4111111111111112"]),
        (CheckedNumber::PaymentCard, NumberFault::Form, &["41111111111", "41111111111111111111"]),
        (CheckedNumber::Luhn, NumberFault::CheckDigits, &["19", "79927398714"]),
        (CheckedNumber::Luhn, NumberFault::Form, &["8", "7992x"]),
    ];

    #[test]
    fn numbers_that_exist_pass() {
        for (kind, numbers) in GOOD {
            for number in *numbers {
                assert_eq!(kind.check(number), Ok(()), "{kind:?} {number}");
            }
        }
    }

    #[test]
    fn slips_and_other_forms_do_not() {
        for (kind, fault, numbers) in BAD {
            for number in *numbers {
                assert_eq!(kind.check(number), Err(*fault), "{kind:?} {number}");
            }
        }
    }

    #[test]
    fn of_the_manuals_example_documents_the_snils_passes_and_the_inn_is_no_persons() {
        assert_eq!(CheckedNumber::Snils.check("08336732477"), Ok(()));
        assert_eq!(CheckedNumber::PersonInn.check("7743013902"), Err(NumberFault::Form));
        assert_eq!(CheckedNumber::CompanyInn.check("7743013902"), Err(NumberFault::CheckDigits));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_of_a_card_is_always_found(at in 0..16_usize, wrong in 1..10_u32) {
            let mut digits: Vec<char> = "4111111111111111".chars().collect();
            let digit = (digits[at].to_digit(10).unwrap() + wrong) % 10;
            digits[at] = char::from_digit(digit, 10).unwrap();
            let card: String = digits.into_iter().collect();
            prop_assert_eq!(CheckedNumber::PaymentCard.check(&card), Err(NumberFault::CheckDigits));
        }

        #[test]
        fn no_text_is_too_strange_to_be_judged(text in ".{0,24}") {
            for (kind, _) in GOOD {
                let _ = kind.check(&text);
            }
        }
    }
}
