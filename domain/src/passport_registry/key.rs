//! A passport's series and number as one integer.

use super::PassportKeyError;
use std::fmt;

/// Series and number of a passport: ten digits, leading zeros and all, as an integer below 10¹⁰,
/// which fits 34 bits. Not printed: it is personal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassportKey(u64);

impl PassportKey {
    /// Reads a series of 4 digits and a number of 6, blanks aside.
    ///
    /// # Errors
    /// [`PassportKeyError`] for anything else.
    pub fn try_new(series: &str, number: &str) -> Result<Self, PassportKeyError> {
        let series = digits(series, 4)?;
        let number = digits(number, 6)?;
        Ok(Self(series * 1_000_000 + number))
    }
    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(key: u64) -> Self {
        Self(key)
    }
    /// Series times a million, plus number.
    #[must_use]
    pub const fn value(self) -> u64 {
        self.0
    }
}

impl fmt::Debug for PassportKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassportKey(…)")
    }
}

/// The value of exactly `count` ASCII digits; `count` is small, so it always fits.
fn digits(text: &str, count: usize) -> Result<u64, PassportKeyError> {
    let written = text.chars().filter(|c| !c.is_whitespace());
    let (value, read) = written.fold((Some(0_u64), 0_usize), |(value, read), c| {
        let digit = c.to_digit(10).map(u64::from).filter(|_| read < count);
        (value.zip(digit).map(|(value, digit)| value * 10 + digit), read.saturating_add(1))
    });
    value.filter(|_| read == count).ok_or(PassportKeyError)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn leading_zeros_count() {
        assert_eq!(PassportKey::try_new("0000", "000001").map(PassportKey::value), Ok(1));
        assert_eq!(PassportKey::try_new("0001", "000000").map(PassportKey::value), Ok(1_000_000));
        assert_eq!(PassportKey::try_new("00 12", " 000101 ").unwrap().value(), 12_000_101);
    }

    #[test]
    fn anything_else_is_no_passport() {
        for (series, number) in [
            ("", ""),
            ("123", "123456"),
            ("12345", "123456"),
            ("1234", "12345"),
            ("1234", "1234567"),
            ("12A4", "123456"),
            ("1234", "-12345"),
            ("١٢٣٤", "123456"),
            ("1234", &"9".repeat(100)),
        ] {
            assert_eq!(
                PassportKey::try_new(series, number),
                Err(PassportKeyError),
                "{series} {number}"
            );
        }
    }

    proptest! {
        #[test]
        fn ten_digits_make_one_key_and_come_back(series in "[0-9]{4}", number in "[0-9]{6}") {
            let key = PassportKey::try_new(&series, &number).unwrap();
            prop_assert_eq!(format!("{:010}", key.value()), format!("{series}{number}"));
            prop_assert!(key.value() < 1 << 34);
        }

        #[test]
        fn no_text_panics_and_what_is_read_is_digits(series in ".{0,6}", number in ".{0,8}") {
            if PassportKey::try_new(&series, &number).is_ok() {
                let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                prop_assert!(bare(&series).len() == 4 && bare(&number).len() == 6);
            }
        }
    }

    #[test]
    fn a_key_is_not_printed() {
        assert_eq!(format!("{:?}", PassportKey::restore(4_509_123_456)), "PassportKey(…)");
    }
}
