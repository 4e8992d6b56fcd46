//! PDN, the debt burden: monthly payments over monthly income (353-FZ art. 5.1).

use super::ScoringError;
use crate::{Money, MoneyError};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Upper bounds of the ranges, tenths; each bound belongs to its range, and above the last is one
/// more.
const BOUNDS: [i128; 6] = [3, 4, 5, 6, 7, 8];

/// A borrower's debt burden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "outcome")]
pub enum DebtBurden {
    /// Payments over income.
    Ratio {
        /// To 28 digits.
        ratio: Decimal,
        /// Decided on the exact amounts, not on the rounded ratio.
        range: DebtBurdenRange,
    },
    /// There is no income to divide by: heavier than every ratio.
    NoIncome,
}

/// The range of a debt burden: 1 is up to 0.3, then 0.4, 0.5, 0.6, 0.7, 0.8; 7 is above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct DebtBurdenRange(u8);

impl DebtBurdenRange {
    /// The heaviest.
    pub const HIGHEST: Self = Self(7);

    /// 1 to 7.
    #[must_use]
    pub const fn index(self) -> u8 {
        self.0
    }
    fn of(payments: i64, income: i64) -> Self {
        let (payments, income) = (i128::from(payments), i128::from(income));
        let indexes = (1..).zip(BOUNDS);
        let mut reached = indexes.filter(|(_, tenths)| payments * 10 <= income * tenths);
        reached.next().map_or(Self::HIGHEST, |(index, _)| Self(index))
    }
}

impl TryFrom<u8> for DebtBurdenRange {
    type Error = String;
    fn try_from(index: u8) -> Result<Self, String> {
        if (1..=Self::HIGHEST.0).contains(&index) {
            Ok(Self(index))
        } else {
            Err(format!("a range of debt burden is 1 to 7, not {index}"))
        }
    }
}

impl DebtBurden {
    /// Of all average monthly payments, the new loan's included, and an average monthly income.
    ///
    /// # Errors
    /// [`ScoringError`] for a negative amount, a sum that does not fit, or two currencies.
    pub fn assess(payments: &[Money], income: Money) -> Result<Self, ScoringError> {
        let amounts = payments.iter().copied().chain([income]);
        if let Some(negative) = amounts.into_iter().find(|amount| amount.minor() < 0) {
            return Err(ScoringError::AmountNegative(negative));
        }
        let zero = Money::zero(income.currency());
        let sum = payments.iter().copied().try_fold(zero, Money::checked_add)?;
        if income.minor() == 0 {
            return Ok(Self::NoIncome);
        }
        let ratio = Decimal::from(sum.minor())
            .checked_div(income.minor().into())
            .ok_or(MoneyError::Overflow)?;
        Ok(Self::Ratio { ratio, range: DebtBurdenRange::of(sum.minor(), income.minor()) })
    }
    /// The ratio, where there is an income.
    #[must_use]
    pub const fn ratio(&self) -> Option<Decimal> {
        match self {
            Self::Ratio { ratio, .. } => Some(*ratio),
            Self::NoIncome => None,
        }
    }
    /// The range; without income the highest.
    #[must_use]
    pub const fn range(&self) -> DebtBurdenRange {
        match self {
            Self::Ratio { range, .. } => *range,
            Self::NoIncome => DebtBurdenRange::HIGHEST,
        }
    }
    /// Whether it is above `threshold`, so that the borrower must be warned; without income it is
    /// above any.
    #[must_use]
    pub fn is_above(&self, threshold: Decimal) -> bool {
        match self {
            Self::Ratio { ratio, .. } => *ratio > threshold,
            Self::NoIncome => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::{dec, kopecks};
    use proptest::prelude::*;

    fn range(payments: i64, income: i64) -> u8 {
        DebtBurden::assess(&[kopecks(payments)], kopecks(income)).unwrap().range().index()
    }

    #[test]
    fn upper_bounds_belong_to_their_range() {
        for (payments, expected) in [
            (0, 1),
            (300, 1),
            (301, 2),
            (400, 2),
            (401, 3),
            (500, 3),
            (501, 4),
            (600, 4),
            (601, 5),
            (700, 5),
            (701, 6),
            (800, 6),
            (801, 7),
            (5_000, 7),
        ] {
            assert_eq!(range(payments, 1_000), expected, "{payments}");
        }
    }

    #[test]
    fn the_manuals_example_is_in_range_four() {
        let burden =
            DebtBurden::assess(&[kopecks(1_000_080), kopecks(1_000_010)], kopecks(4_000_020));
        let burden = burden.unwrap();
        assert_eq!(burden.range().index(), 4);
        assert_eq!(burden.ratio().unwrap().round_dp(5), dec("0.50002"));
        assert!(burden.is_above(dec("0.5")));
        let half = DebtBurden::assess(&[kopecks(500)], kopecks(1_000)).unwrap();
        assert!(!half.is_above(dec("0.5")));
    }

    #[test]
    fn a_hair_above_a_bound_is_the_next_range() {
        assert_eq!(range(i64::MAX / 2 + 1, i64::MAX - 1), 4);
        assert_eq!(range(i64::MAX / 2, i64::MAX - 1), 3);
    }

    #[test]
    fn without_income_the_burden_is_the_heaviest() {
        let none = DebtBurden::assess(&[kopecks(1)], kopecks(0)).unwrap();
        assert_eq!(none, DebtBurden::NoIncome);
        assert_eq!((none.range(), none.ratio()), (DebtBurdenRange::HIGHEST, None));
        assert!(none.is_above(Decimal::MAX));
    }

    #[test]
    fn negative_amounts_and_sums_that_do_not_fit_are_refused() {
        let minus = kopecks(-1);
        let refused = Err(ScoringError::AmountNegative(minus));
        assert_eq!(DebtBurden::assess(&[minus], kopecks(1)), refused);
        assert_eq!(DebtBurden::assess(&[], minus), refused);
        let most = kopecks(i64::MAX);
        assert_eq!(DebtBurden::assess(&[most, most], most), Err(MoneyError::Overflow.into()));
    }

    #[test]
    fn a_stored_burden_reads_back_equal_and_an_unknown_range_does_not() {
        let burden = DebtBurden::assess(&[kopecks(1)], kopecks(3)).unwrap();
        let mut stored = serde_json::to_value(burden).unwrap();
        assert_eq!(serde_json::from_value::<DebtBurden>(stored.clone()).unwrap(), burden);
        stored["range"] = 8.into();
        assert!(serde_json::from_value::<DebtBurden>(stored).is_err());
    }

    proptest! {
        #[test]
        fn more_payments_never_lower_the_range(
            payments in 0..10_000_000_i64, more in 0..10_000_000_i64, income in 1..10_000_000_i64,
        ) {
            prop_assert!(range(payments + more, income) >= range(payments, income));
        }
    }
}
