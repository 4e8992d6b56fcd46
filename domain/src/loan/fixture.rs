//! Short ways to write dates, amounts and rates in tests.

use super::{InterestRate, Term, TermUnit};
use crate::Money;
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub(crate) fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn kopecks(minor: i64) -> Money {
    Money::kopecks(minor)
}

pub(crate) fn a_day(percent: &str) -> InterestRate {
    InterestRate::per_day(dec(percent)).unwrap()
}

pub(crate) fn a_year(percent: &str) -> InterestRate {
    InterestRate::per_year(dec(percent)).unwrap()
}

pub(crate) fn months(count: u32) -> Term {
    Term::try_new(count, TermUnit::Month).unwrap()
}

pub(crate) fn days(count: u32) -> Term {
    Term::try_new(count, TermUnit::Day).unwrap()
}
