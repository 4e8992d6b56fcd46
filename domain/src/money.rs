//! Amounts of money.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A currency that Kredo keeps accounts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Currency {
    /// Russian rouble of 100 kopecks.
    #[serde(rename = "RUB")]
    Rub,
}

impl Currency {
    /// The code of ISO 4217.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rub => "RUB",
        }
    }
    /// The currency of that ISO 4217 code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "RUB" => Some(Self::Rub),
            _ => None,
        }
    }
}

/// An amount in minor units (kopecks) of one currency; may be negative.
///
/// There is no `+` or `-`: arithmetic is checked, and mixing currencies is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why an amount could not be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result does not fit 63 bits of minor units.
    #[error("the amount is out of range")]
    Overflow,
    /// Two currencies met.
    #[error("{} and {} cannot be added", .0.code(), .1.code())]
    CurrencyMismatch(Currency, Currency),
}

impl Money {
    /// An amount of `minor` kopecks or cents.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }
    /// An amount of roubles, given in kopecks.
    #[must_use]
    pub const fn kopecks(minor: i64) -> Self {
        Self::new(minor, Currency::Rub)
    }
    /// Nothing, in that currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }
    /// Minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }
    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }
    /// The sum.
    ///
    /// # Errors
    /// [`MoneyError`] when it does not fit or the currencies differ.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }
    /// The difference.
    ///
    /// # Errors
    /// [`MoneyError`] when it does not fit or the currencies differ.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }
    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch(self.currency, other.currency))
        }
    }
}

impl fmt::Display for Money {
    /// `2446.04 RUB`, for logs and messages to engineers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let (whole, rest) = (self.minor.unsigned_abs() / 100, self.minor.unsigned_abs() % 100);
        write!(f, "{sign}{whole}.{rest:02} {}", self.currency.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_that_does_not_fit_is_refused() {
        let most = Money::kopecks(i64::MAX);
        assert_eq!(most.checked_add(Money::kopecks(1)), Err(MoneyError::Overflow));
        let least = Money::kopecks(i64::MIN);
        assert_eq!(least.checked_sub(Money::kopecks(1)), Err(MoneyError::Overflow));
        assert_eq!(most.checked_sub(most), Ok(Money::zero(Currency::Rub)));
    }

    #[test]
    fn engineers_read_roubles_and_kopecks() {
        assert_eq!(Money::kopecks(244_604).to_string(), "2446.04 RUB");
        assert_eq!(Money::kopecks(-5).to_string(), "-0.05 RUB");
        assert_eq!(Money::kopecks(i64::MIN).to_string(), "-92233720368547758.08 RUB");
    }
}
