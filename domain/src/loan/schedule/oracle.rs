//! Schedules against those of another lending system (Apache Fineract's own test cases).
//!
//! Its conventions differ from ours, so each case says what is compared. A case with a constant
//! share per period (30/360, nominal months and weeks) is laid on days: one day stands for one
//! period, and the daily share for the share of a period; then both formulas are the same.
//! Where the other system accrues by day it rounds a period's interest once, and we each day's:
//! then interest may differ by half a kopeck a day.

use super::*;
use crate::loan::{InterestRate, RateBasis, fixture::dec};
use chrono::Days;
use rust_decimal::Decimal;
use serde_json::Value;

const CASES: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/data/oracles/schedules.json"));

struct Case(Value);

impl Case {
    fn find(id: &str) -> Self {
        let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
        Self(cases.into_iter().find(|case| case["id"] == id).unwrap())
    }
    fn start(&self) -> NaiveDate {
        self.0["terms"]["disbursed"].as_str().unwrap().parse().unwrap()
    }
    fn principal(&self) -> Money {
        money(&self.0["terms"]["principal"])
    }
    fn percent(&self) -> Decimal {
        dec(self.0["terms"]["annual_rate_percent"].as_str().unwrap())
    }
    fn rows(&self) -> &[Value] {
        self.0["rows"].as_array().unwrap()
    }
    fn due_dates(&self) -> Vec<NaiveDate> {
        self.rows().iter().map(|row| row["due"].as_str().unwrap().parse().unwrap()).collect()
    }
    /// Payment, interest and principal of each row, kopecks.
    fn figures(&self) -> Vec<[i64; 3]> {
        let row = |row: &Value| {
            ["payment", "interest", "principal"].map(|field| money(&row[field]).minor())
        };
        self.rows().iter().map(row).collect()
    }
    /// One day a period, with the share of a period as the rate of a day.
    fn by_period(&self, periods_a_year: u32, payment: Option<Money>) -> Vec<[i64; 3]> {
        let percent =
            (self.percent() / Decimal::from(periods_a_year)).round_dp(InterestRate::MAX_DECIMALS);
        let rate = InterestRate::per_day(percent).unwrap();
        let day = |n| self.start() + Days::new(n);
        let dates: Vec<_> = (1..).take(self.rows().len()).map(day).collect();
        let (lent, start) = (self.principal(), self.start());
        let schedule = match payment {
            Some(payment) => Schedule::with_payment(lent, rate, start, &dates, payment),
            None => Schedule::level(lent, rate, start, &dates),
        };
        ours(&schedule.unwrap())
    }
}

fn money(roubles: &Value) -> Money {
    let amount = dec(roubles.as_str().unwrap()) * Decimal::ONE_HUNDRED;
    Money::kopecks(amount.try_into().unwrap())
}

fn ours(schedule: &Schedule) -> Vec<[i64; 3]> {
    let row =
        |row: &ScheduleRow| [row.payment.minor(), row.interest.minor(), row.principal.minor()];
    schedule.rows().iter().map(row).collect()
}

/// A row differs by no more than half a kopeck for each of its days, and the last one, which takes
/// the rest, by no more than that for all days.
fn assert_near(ours: &[[i64; 3]], theirs: &[[i64; 3]], days_a_period: usize) {
    assert_eq!(ours.len(), theirs.len());
    let rows = theirs.len();
    for (n, (ours, theirs)) in (1..).zip(ours.iter().zip(theirs)) {
        let days = if n < rows { days_a_period } else { n * days_a_period };
        let most = i64::try_from(days.div_ceil(2)).unwrap();
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert!((ours - theirs).abs() <= most, "row {n}: {ours} and {theirs}");
        }
    }
}

#[test]
fn with_a_constant_share_per_period_every_figure_agrees() {
    for (id, periods_a_year) in [("FIN-01", 12), ("FIN-02", 12), ("FIN-30", 12), ("FIN-33", 52)] {
        let case = Case::find(id);
        assert_eq!(case.by_period(periods_a_year, None), case.figures(), "{id}");
    }
}

#[test]
fn without_interest_a_given_payment_agrees() {
    let case = Case::find("FIN-27");
    assert_eq!(case.by_period(12, Some(Money::kopecks(31_200))), case.figures());
}

#[test]
fn a_half_kopeck_goes_up_here_and_to_the_even_there() {
    let case = Case::find("FIN-26");
    let (ours, theirs) = (case.by_period(12, Some(Money::kopecks(32_200))), case.figures());
    assert_eq!((ours[0][1], theirs[0][1]), (1_563, 1_562));
    assert_near(&ours, &theirs, 1);
}

#[test]
fn with_actual_days_interest_agrees_within_half_a_kopeck_a_day() {
    for (id, basis, days, payment) in [
        ("FIN-08", RateBasis::PerYearActual360, 15, None),
        ("FIN-20", RateBasis::PerYearActual365, 31, Some(Money::kopecks(30_500))),
        ("FIN-34", RateBasis::PerYearActual365, 31, None),
    ] {
        let case = Case::find(id);
        let rate = InterestRate::try_new(case.percent(), basis).unwrap();
        let (lent, start, dates) = (case.principal(), case.start(), case.due_dates());
        let schedule = match payment {
            Some(payment) => Schedule::with_payment(lent, rate, start, &dates, payment),
            None => Schedule::level(lent, rate, start, &dates),
        };
        assert_near(&ours(&schedule.unwrap()), &case.figures(), days);
    }
}

#[test]
fn every_plain_annuity_of_the_oracle_is_compared() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    let plain = cases.iter().filter(|case| case["plain_annuity"] == true);
    let ids: Vec<_> = plain.map(|case| case["id"].as_str().unwrap()).collect();
    let compared =
        ["FIN-01", "FIN-02", "FIN-08", "FIN-20", "FIN-26", "FIN-27", "FIN-30", "FIN-33", "FIN-34"];
    assert_eq!(ids, compared);
}
