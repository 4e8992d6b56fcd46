//! The choices behind PSK, each in one place.
//!
//! What 353-FZ art. 6 says: a year has 365 days, also a leap one; all months are equal; a standard
//! interval is a day, a month, a year, or a number of days or months up to a year.
//!
//! Where it is silent, this project chooses:
//! - **unit**: an interval is read in the unit the contract states its term in, not by the look of
//!   its dates: 15 April to 15 May is 30 days of a loan in days and one month of a loan in months;
//! - **whole months**: the same day of the month, or a month's last day on either side
//!   (`months_between`);
//! - **rest of a month**: actual days past the last whole month, over 365/12 days
//!   (`since_start`);
//! - **a year**: 365 days and 12 months are both written as one year (`standard`); a year is 365
//!   days in a loan in days and an anniversary in a loan in months;
//! - **mean interval**: of all intervals, those above a year included; in whole months when all
//!   are months, else in whole days, half up, a year at most (`mean`);
//! - **repeats**: when only intervals above a year repeat, the smallest of the most frequent
//!   standard ones is taken;
//! - **rounding**: half up to three decimals, and the rounded value is compared with limits;
//! - **no cost**: PSK is 0.000, although there is no positive root.

use super::BasePeriod;
use crate::loan::exact::half_up;
use chrono::{Datelike, Months, NaiveDate};

/// Days of a calendar year, leap or not.
pub const DAYS_IN_YEAR: u32 = 365;
/// Months of a calendar year.
pub const MONTHS_IN_YEAR: u32 = 12;
/// Decimals of PSK in percent.
pub const DECIMALS: u32 = 3;

/// The number of whole months from one date to a later one, if it is whole: both have the same day
/// of the month, or one is the last day of its month and the other has a larger day.
pub(super) fn months_between(earlier: NaiveDate, later: NaiveDate) -> Option<u32> {
    let (first, second) = (earlier.day(), later.day());
    let is_whole = first == second
        || (second < first && is_month_end(later))
        || (first < second && is_month_end(earlier));
    if is_whole { calendar_months(earlier, later) } else { None }
}

/// Whole months from `start` to `date`, counted from `start` with clamped month ends, and the
/// actual days after the last of them.
pub(super) fn since_start(start: NaiveDate, date: NaiveDate) -> (u32, u32) {
    let months = calendar_months(start, date).unwrap_or(0);
    let past = |months: u32| {
        let anniversary = start.checked_add_months(Months::new(months))?;
        u32::try_from((date - anniversary).num_days()).ok()
    };
    if let Some(days) = past(months) {
        (months, days)
    } else {
        let months = months.saturating_sub(1);
        (months, past(months).unwrap_or(0))
    }
}

/// An interval of whole months, if it is so, or else of days, as a standard one; `None` above a
/// year.
pub(super) fn standard(days: u32, months: Option<u32>) -> Option<BasePeriod> {
    match months {
        Some(MONTHS_IN_YEAR) => Some(BasePeriod::Year),
        Some(months) if months < MONTHS_IN_YEAR => Some(BasePeriod::Month(months)),
        None if days == DAYS_IN_YEAR => Some(BasePeriod::Year),
        None if days < DAYS_IN_YEAR => Some(BasePeriod::Day(days)),
        Some(_) | None => None,
    }
}

/// The mean of `count` intervals of `days` days together, and `months` months if all were months.
pub(super) fn mean(days: u32, months: Option<u32>, count: usize) -> BasePeriod {
    let share = |total: u32| {
        let mean = half_up(total.into(), count as u128)?;
        u32::try_from(mean).ok()
    };
    let mean = match months {
        Some(months) => standard(0, share(months)),
        None => share(days).and_then(|days| standard(days, None)),
    };
    mean.unwrap_or(BasePeriod::Year)
}

fn calendar_months(earlier: NaiveDate, later: NaiveDate) -> Option<u32> {
    let number = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    u32::try_from(number(later) - number(earlier)).ok()
}

fn is_month_end(date: NaiveDate) -> bool {
    date.succ_opt().is_none_or(|next| next.day() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_whole_on_the_same_day_and_at_clamped_month_ends() {
        for (earlier, later, months) in [
            ("2026-04-15", "2026-05-15", Some(1)),
            ("2026-01-31", "2026-02-28", Some(1)),
            ("2026-02-28", "2026-03-31", Some(1)),
            ("2026-04-30", "2026-05-31", Some(1)),
            ("2026-02-10", "2028-02-10", Some(24)),
            ("2026-01-15", "2026-02-16", None),
            ("2026-03-16", "2026-04-15", None),
            ("2026-01-20", "2026-03-05", None),
        ] {
            assert_eq!(months_between(day(earlier), day(later)), months, "{earlier} {later}");
        }
    }

    #[test]
    fn the_rest_of_a_month_is_counted_past_the_last_whole_one() {
        for (start, date, position) in [
            ("2026-01-20", "2026-03-05", (1, 13)),
            ("2026-01-31", "2026-02-28", (1, 0)),
            ("2026-01-31", "2026-03-30", (1, 30)),
            ("2026-01-31", "2026-03-31", (2, 0)),
            ("2026-01-15", "2026-02-14", (0, 30)),
            ("2026-01-15", "2026-01-15", (0, 0)),
        ] {
            assert_eq!(since_start(day(start), day(date)), position, "{start} {date}");
        }
    }

    #[test]
    fn a_mean_is_rounded_half_up_and_ends_at_a_year() {
        assert_eq!(mean(45, None, 3), BasePeriod::Day(15));
        assert_eq!(mean(45, None, 2), BasePeriod::Day(23));
        assert_eq!(mean(91, Some(3), 2), BasePeriod::Month(2));
        assert_eq!(mean(800, Some(26), 2), BasePeriod::Year);
        assert_eq!(mean(1_000, None, 2), BasePeriod::Year);
    }
}
