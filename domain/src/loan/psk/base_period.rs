//! The base period of a schedule (353-FZ art. 6 part 2.2).

use super::{
    CashFlow,
    convention::{self, DAYS_IN_YEAR, MONTHS_IN_YEAR},
};
use crate::loan::TermUnit;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::BTreeMap};

/// A standard interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "unit", content = "count")]
pub enum BasePeriod {
    /// So many days, fewer than 365.
    Day(u32),
    /// So many months, fewer than 12.
    Month(u32),
    /// A year.
    Year,
}

impl BasePeriod {
    /// The number of base periods in a calendar year, as a fraction: 365/n, 12/m or 1.
    #[must_use]
    pub const fn per_year(self) -> (u32, u32) {
        match self {
            Self::Day(days) => (DAYS_IN_YEAR, days),
            Self::Month(months) => (MONTHS_IN_YEAR, months),
            Self::Year => (1, 1),
        }
    }
    /// Its length in twelfths of a day, all months being equal.
    const fn length(self) -> u32 {
        match self {
            Self::Day(days) => days * MONTHS_IN_YEAR,
            Self::Month(months) => months * DAYS_IN_YEAR,
            Self::Year => MONTHS_IN_YEAR * DAYS_IN_YEAR,
        }
    }
}

/// Between two dates of the schedule; `months` where they are whole in a loan counted in months.
#[derive(Debug, Clone, Copy)]
struct Interval {
    days: u32,
    months: Option<u32>,
}

impl Interval {
    fn standard(self) -> Option<BasePeriod> {
        convention::standard(self.days, self.months)
    }
}

/// The base period of payments in order of their dates; those at disbursement make no interval.
pub(super) fn of(disbursed: NaiveDate, unit: TermUnit, payments: &[CashFlow]) -> BasePeriod {
    let intervals = intervals(disbursed, unit, payments);
    let has_standard = intervals.iter().any(|interval| interval.standard().is_some());
    if !has_standard {
        return BasePeriod::Year;
    }
    if repeats(&intervals) { most_frequent(&intervals) } else { mean(&intervals) }
}

fn intervals(disbursed: NaiveDate, unit: TermUnit, payments: &[CashFlow]) -> Vec<Interval> {
    let mut before = disbursed;
    let mut intervals = Vec::with_capacity(payments.len());
    for date in payments.iter().map(|flow| flow.date) {
        if date <= before {
            continue;
        }
        let days = u32::try_from((date - before).num_days()).unwrap_or(u32::MAX);
        let months = match unit {
            TermUnit::Day => None,
            TermUnit::Month => convention::months_between(before, date),
        };
        intervals.push(Interval { days, months });
        before = date;
    }
    intervals
}

/// A standard interval by its length, a longer one by its months or days.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Standard(u32),
    LongMonths(u32),
    LongDays(u32),
}

fn repeats(intervals: &[Interval]) -> bool {
    let sort = |interval: &Interval| match (interval.standard(), interval.months) {
        (Some(period), _) => Sort::Standard(period.length()),
        (None, Some(months)) => Sort::LongMonths(months),
        (None, None) => Sort::LongDays(interval.days),
    };
    let mut sorts: Vec<_> = intervals.iter().map(sort).collect();
    sorts.sort();
    let all = sorts.len();
    sorts.dedup();
    sorts.len() < all
}

/// The most frequent standard interval, the smallest of several such.
fn most_frequent(intervals: &[Interval]) -> BasePeriod {
    let mut counts: BTreeMap<u32, (u32, BasePeriod)> = BTreeMap::new();
    for period in intervals.iter().filter_map(|interval| interval.standard()) {
        counts.entry(period.length()).or_insert((0, period)).0 += 1;
    }
    let best = counts.into_iter().max_by_key(|(length, (count, _))| (*count, Reverse(*length)));
    best.map_or(BasePeriod::Year, |(_, (_, period))| period)
}

fn mean(intervals: &[Interval]) -> BasePeriod {
    let days = intervals.iter().map(|interval| interval.days).sum();
    let months = intervals.iter().map(|interval| interval.months).sum();
    convention::mean(days, months, intervals.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Money;
    use chrono::Days;

    fn after_days(intervals: &[u64]) -> BasePeriod {
        let start = "2026-01-10".parse().unwrap();
        let mut date: NaiveDate = start;
        let flows: Vec<_> = intervals
            .iter()
            .map(|days| {
                date = date + Days::new(*days);
                CashFlow { date, amount: Money::kopecks(1) }
            })
            .collect();
        of(start, TermUnit::Day, &flows)
    }

    fn on_dates(dates: &[&str]) -> BasePeriod {
        let flows: Vec<_> = dates
            .iter()
            .map(|date| CashFlow { date: date.parse().unwrap(), amount: Money::kopecks(1) })
            .collect();
        of("2026-01-10".parse().unwrap(), TermUnit::Month, &flows)
    }

    #[test]
    fn the_most_frequent_interval_rules_and_the_smallest_of_several() {
        for (intervals, period) in [
            (&[10, 7, 7, 7][..], BasePeriod::Day(7)),
            (&[7, 7, 14, 14], BasePeriod::Day(7)),
            (&[14, 14, 7, 7, 30], BasePeriod::Day(7)),
            (&[14, 14, 14, 7, 7], BasePeriod::Day(14)),
            (&[365, 365], BasePeriod::Year),
            (&[365, 30, 365], BasePeriod::Year),
        ] {
            assert_eq!(after_days(intervals), period, "{intervals:?}");
        }
    }

    #[test]
    fn without_repeats_the_mean_rules_and_above_a_year_the_year() {
        for (intervals, period) in [
            (&[30][..], BasePeriod::Day(30)),
            (&[10, 15, 20], BasePeriod::Day(15)),
            (&[365], BasePeriod::Year),
            (&[366], BasePeriod::Year),
            (&[366, 400], BasePeriod::Year),
            (&[400, 400], BasePeriod::Year),
            (&[20, 400], BasePeriod::Day(210)),
            (&[400, 20, 400], BasePeriod::Day(20)),
        ] {
            assert_eq!(after_days(intervals), period, "{intervals:?}");
        }
    }

    #[test]
    fn months_and_days_mix_in_a_loan_counted_in_months() {
        assert_eq!(on_dates(&["2026-02-10", "2026-03-10"]), BasePeriod::Month(1));
        assert_eq!(on_dates(&["2026-02-10", "2026-05-10"]), BasePeriod::Month(2));
        assert_eq!(on_dates(&["2026-02-10", "2026-03-15"]), BasePeriod::Day(32));
        // 30 days are shorter than a month of 365/12 days.
        let tie = ["2026-02-10", "2026-03-12", "2026-04-11", "2026-05-11"];
        assert_eq!(on_dates(&tie), BasePeriod::Day(30));
        assert_eq!(on_dates(&["2027-01-10", "2028-01-10"]), BasePeriod::Year);
        assert_eq!(on_dates(&["2028-01-10", "2030-01-10"]), BasePeriod::Year);
    }

    #[test]
    fn payments_on_one_day_or_at_disbursement_make_no_interval() {
        assert_eq!(on_dates(&["2026-01-10", "2026-02-10", "2026-02-10"]), BasePeriod::Month(1));
        assert_eq!(on_dates(&["2026-01-10"]), BasePeriod::Year);
    }
}
