//! Interest rates, the interest of a day, and what accrues between two dates.

use super::{LoanError, exact::half_up};
use crate::{Money, MoneyError};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What the percentage of a rate is counted for; for a year, with its day count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RateBasis {
    /// Percent a day.
    #[serde(rename = "PER_DAY")]
    PerDay,
    /// Percent a year; a day is 1/365 of it, in leap years too.
    #[serde(rename = "PER_YEAR_ACTUAL_365")]
    PerYearActual365,
    /// Percent a year; a day is 1/360 of it.
    #[serde(rename = "PER_YEAR_ACTUAL_360")]
    PerYearActual360,
}

impl RateBasis {
    const fn days(self) -> u16 {
        match self {
            Self::PerDay => 1,
            Self::PerYearActual365 => 365,
            Self::PerYearActual360 => 360,
        }
    }
}

/// A simple interest rate, kept as it was stated so that no digit of 17.3 / 365 is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "StatedRate")]
pub struct InterestRate {
    percent: Decimal,
    basis: RateBasis,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedRate {
    percent: Decimal,
    basis: RateBasis,
}

impl TryFrom<StatedRate> for InterestRate {
    type Error = LoanError;
    fn try_from(stated: StatedRate) -> Result<Self, LoanError> {
        Self::try_new(stated.percent, stated.basis)
    }
}

/// The share of a debt that one day costs, as a fraction of whole numbers.
///
/// The bounds of [`InterestRate`] keep `numerator` below 10^17 and `denominator` below 4 * 10^16,
/// so that products with a debt or with a count of days fit 128 bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct DailyShare {
    pub(super) numerator: u128,
    pub(super) denominator: u128,
}

impl InterestRate {
    /// The most decimals of a percentage.
    pub const MAX_DECIMALS: u32 = 12;
    /// The largest percentage: a thousandfold of the debt per period.
    pub const MAX_PERCENT: u32 = 100_000;

    /// A rate of `percent` per day or year.
    ///
    /// # Errors
    /// [`LoanError::RateInvalid`] when negative, above [`Self::MAX_PERCENT`], or with more than
    /// [`Self::MAX_DECIMALS`] decimals.
    pub fn try_new(percent: Decimal, basis: RateBasis) -> Result<Self, LoanError> {
        let stated = percent.normalize();
        let fits = stated.scale() <= Self::MAX_DECIMALS
            && (Decimal::ZERO..=Decimal::from(Self::MAX_PERCENT)).contains(&stated);
        if fits {
            Ok(Self { percent: stated, basis })
        } else {
            Err(LoanError::RateInvalid(percent))
        }
    }
    /// A rate in percent a day: `0.8`.
    ///
    /// # Errors
    /// As [`Self::try_new`].
    pub fn per_day(percent: Decimal) -> Result<Self, LoanError> {
        Self::try_new(percent, RateBasis::PerDay)
    }
    /// A rate in percent a year on Actual/365: `17.3`.
    ///
    /// # Errors
    /// As [`Self::try_new`].
    pub fn per_year(percent: Decimal) -> Result<Self, LoanError> {
        Self::try_new(percent, RateBasis::PerYearActual365)
    }
    /// The percentage, per what [`Self::basis`] says.
    #[must_use]
    pub const fn percent(self) -> Decimal {
        self.percent
    }
    /// What the percentage is counted for.
    #[must_use]
    pub const fn basis(self) -> RateBasis {
        self.basis
    }
    /// Percent a day, to 28 digits: for display and for reports, never for computing.
    #[must_use]
    pub fn percent_per_day(self) -> Decimal {
        self.percent / Decimal::from(self.basis.days())
    }
    /// Whether a day costs more at this rate than at `other`; exact across bases.
    #[must_use]
    pub fn exceeds(self, other: Self) -> bool {
        let (mine, its) = (self.daily_share(), other.daily_share());
        mine.numerator * its.denominator > its.numerator * mine.denominator
    }
    pub(super) fn daily_share(self) -> DailyShare {
        let decimals = 10_u128.pow(self.percent.scale());
        DailyShare {
            numerator: self.percent.mantissa().unsigned_abs(),
            denominator: decimals * 100 * u128::from(self.basis.days()),
        }
    }
}

/// Interest of one day on `debt`, rounded half up to a kopeck.
///
/// # Errors
/// [`LoanError::AmountNotPositive`] for a negative debt, [`LoanError::Amount`] when it does not
/// fit.
pub fn interest_of_day(debt: Money, rate: InterestRate) -> Result<Money, LoanError> {
    let owed = u128::try_from(debt.minor()).map_err(|_| LoanError::AmountNotPositive(debt))?;
    let share = rate.daily_share();
    let minor = half_up(owed * share.numerator, share.denominator)
        .and_then(|interest| i64::try_from(interest).ok())
        .ok_or(MoneyError::Overflow)?;
    Ok(Money::new(minor, debt.currency()))
}

/// Interest of `days` days on an unchanged `debt`: days times the rounded interest of one day.
///
/// # Errors
/// As [`interest_of_day`].
pub fn accrued_interest(debt: Money, rate: InterestRate, days: u32) -> Result<Money, LoanError> {
    let daily = interest_of_day(debt, rate)?;
    let minor = daily.minor().checked_mul(i64::from(days)).ok_or(MoneyError::Overflow)?;
    Ok(Money::new(minor, debt.currency()))
}

/// Interest that an unchanged `debt` accrues after `from`, up to and including `to`.
///
/// # Errors
/// [`LoanError::DateNotLater`] when `to` is before `from`; otherwise as [`interest_of_day`].
pub fn accrued_between(
    debt: Money,
    rate: InterestRate,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Money, LoanError> {
    let days = u32::try_from((to - from).num_days()).map_err(|_| LoanError::DateNotLater(to))?;
    accrued_interest(debt, rate, days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::{a_day, a_year, day, dec};
    use proptest::prelude::*;

    #[test]
    fn interest_of_a_day_is_rounded_half_up_to_a_kopeck() {
        for (debt, kopecks) in [
            (355_323, 2_843),
            (100_100, 801),
            (62, 0),
            (63, 1),
            (0, 0),
            // 62.5 kopecks of debt would be the half; 187.5 * 0.008 = 1.5 is one.
            (187_500, 1_500),
            (1_062_500, 8_500),
        ] {
            let interest = interest_of_day(Money::kopecks(debt), a_day("0.8"));
            assert_eq!(interest, Ok(Money::kopecks(kopecks)), "{debt}");
        }
        let half = interest_of_day(Money::kopecks(50), a_day("1"));
        assert_eq!(half, Ok(Money::kopecks(1)));
    }

    #[test]
    fn a_year_has_365_days_also_when_it_is_leap() {
        let rate = a_year("36.5");
        let (from, to) = (day("2024-02-28"), day("2024-03-01"));
        let interest = accrued_between(Money::kopecks(100_000), rate, from, to);
        assert_eq!(interest, Ok(Money::kopecks(200)));
        assert!(!rate.exceeds(a_day("0.1")));
        assert!(!a_day("0.1").exceeds(rate));
    }

    #[test]
    fn a_year_of_360_days_makes_a_day_dearer() {
        let banking = InterestRate::try_new(dec("36"), RateBasis::PerYearActual360).unwrap();
        assert_eq!(interest_of_day(Money::kopecks(100_000), banking), Ok(Money::kopecks(100)));
        assert!(banking.exceeds(a_year("36")));
    }

    #[test]
    fn seventeen_point_three_a_year_loses_no_digit() {
        // 36500 / 173 = 210.98...: exactly one kopeck falls due on 36500 * 10 / 173 kopecks.
        let rate = a_year("17.3");
        let lent = 365_000 * 1_000_000_000;
        let interest = interest_of_day(Money::kopecks(lent), rate);
        assert_eq!(interest, Ok(Money::kopecks(173_000_000_000)));
        assert!(rate.exceeds(a_day("0.047397260273")));
        assert!(a_day("0.047397260274").exceeds(rate));
    }

    #[test]
    fn a_rate_below_zero_above_the_bound_or_finer_than_the_bound_is_refused() {
        for percent in [dec("-0.1"), dec("100000.1"), dec("0.0000000000001")] {
            let refused = InterestRate::per_day(percent);
            assert_eq!(refused, Err(LoanError::RateInvalid(percent)));
        }
        assert!(InterestRate::per_day(dec("0.80000000000000000")).is_ok());
    }

    #[test]
    fn a_stored_rate_is_checked_when_it_is_read() {
        let rate: InterestRate =
            serde_json::from_str(r#"{"percent":"17.3","basis":"PER_YEAR_ACTUAL_365"}"#).unwrap();
        assert_eq!(rate, a_year("17.3"));
        assert_eq!(
            serde_json::from_value::<InterestRate>(serde_json::to_value(rate).unwrap()).unwrap(),
            rate
        );
        let negative = r#"{"percent":"-1","basis":"PER_DAY"}"#;
        assert!(serde_json::from_str::<InterestRate>(negative).is_err());
    }

    #[test]
    fn what_does_not_fit_or_runs_backwards_is_refused() {
        let most = Money::kopecks(i64::MAX);
        let rate = a_day("100000");
        assert_eq!(interest_of_day(most, rate), Err(MoneyError::Overflow.into()));
        assert_eq!(accrued_interest(most, a_day("1"), 101), Err(MoneyError::Overflow.into()));
        let negative = Money::kopecks(-1);
        assert_eq!(interest_of_day(negative, rate), Err(LoanError::AmountNotPositive(negative)));
        let (from, to) = (day("2024-03-02"), day("2024-03-01"));
        assert_eq!(accrued_between(most, rate, from, to), Err(LoanError::DateNotLater(to)));
    }

    proptest! {
        #[test]
        fn interest_grows_with_debt_and_rate(
            debt in 0..1_000_000_000_i64, more in 0..1_000_000_i64,
            percent in 0..3_000_i64, steps in 0..100_i64,
        ) {
            let at = |debt: i64, thousandths: i64| {
                interest_of_day(Money::kopecks(debt), InterestRate::per_day(Decimal::new(thousandths, 3)).unwrap())
                    .unwrap().minor()
            };
            let interest = at(debt, percent);
            prop_assert!(interest >= 0);
            prop_assert!(at(debt + more, percent) >= interest);
            prop_assert!(at(debt, percent + steps) >= interest);
        }
    }
}
