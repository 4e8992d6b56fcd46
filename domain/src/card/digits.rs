//! Parts of a card's number, none of which is the whole (PCI DSS requirement 3.4 lets a lender see
//! the BIN and the last four digits).

/// Some digits of a card's number, at least one and at most `MOST`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardDigits<const MOST: usize>(String);

/// The first digits, which name the bank (ISO/IEC 7812-1: eight, six on older cards). Fewer are
/// taken as they come.
pub type Bin = CardDigits<8>;
/// The last four digits, or as many of them as are known.
pub type LastFour = CardDigits<4>;

/// A text that cannot be digits of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("digits of a card are 1 to {most} digits")]
pub struct CardDigitsError {
    /// How many there may be.
    pub most: usize,
}

impl<const MOST: usize> CardDigits<MOST> {
    /// Reads digits.
    ///
    /// # Errors
    /// [`CardDigitsError`] for too many, none, or something else.
    pub fn try_new(text: &str) -> Result<Self, CardDigitsError> {
        let are_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if are_digits && (1..=MOST).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(CardDigitsError { most: MOST })
        }
    }
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MOST: usize> From<CardDigits<MOST>> for String {
    fn from(digits: CardDigits<MOST>) -> Self {
        digits.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_digits_are_taken_than_may_be_known() {
        for taken in ["5", "55555", "00000000"] {
            assert_eq!(Bin::try_new(taken).map(|bin| bin.as_str().to_owned()), Ok(taken.into()));
        }
        for refused in ["", "411111111", "4111 11", "string", "٤١١", "-5555"] {
            assert_eq!(Bin::try_new(refused), Err(CardDigitsError { most: 8 }), "{refused}");
        }
        assert!(LastFour::try_new("0001").is_ok());
        assert_eq!(LastFour::try_new("11111"), Err(CardDigitsError { most: 4 }));
    }
}
