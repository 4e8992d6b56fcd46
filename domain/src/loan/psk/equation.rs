//! `f(i) = sum_k CF_k / ((1 + e_k*i) * (1 + i)^q_k) - net`, exactly and in 28 digits.
//!
//! `net` is the amount lent less what is paid back at once, and every other payment is positive.
//! Each term then falls and is convex for `i > 0`, and so does and is their sum: `f` has exactly
//! one positive root when `f(0) > 0`, and none otherwise. "The smallest positive root" is that one.

use super::{BasePeriod, CashFlow, PskInput, convention};
use crate::loan::{LoanError, TermUnit};
use chrono::NaiveDate;
use num_bigint::BigUint;
use rust_decimal::{Decimal, MathematicalOps};

/// One payment: `amount / ((1 + rest/unit * i) * (1 + i)^whole)`.
#[derive(Debug, Clone, Copy)]
struct Term {
    amount: u64,
    whole: u32,
    rest: u32,
}

#[derive(Debug)]
pub(super) struct Equation {
    net: u64,
    terms: Vec<Term>,
    /// What `rest` is a share of: one base period.
    unit: u32,
}

impl Equation {
    /// # Errors
    /// [`LoanError::PskUndefined`] when nothing is lent on balance.
    pub(super) fn new(
        input: &PskInput<'_>,
        base: BasePeriod,
        payments: &[CashFlow],
    ) -> Result<Self, LoanError> {
        let clock = Clock::new(input.disbursed, input.unit, base);
        let mut net = input.lent.minor();
        let mut terms = Vec::with_capacity(payments.len());
        for flow in payments {
            let (whole, rest) = clock.position(flow.date);
            if (whole, rest) == (0, 0) {
                net = net.saturating_sub(flow.amount.minor());
            } else {
                let amount = flow.amount.minor().unsigned_abs();
                terms.push(Term { amount, whole, rest });
            }
        }
        if net <= 0 {
            return Err(LoanError::PskUndefined);
        }
        Ok(Self { net: net.unsigned_abs(), terms, unit: clock.unit })
    }
    /// `f` and the negative of its derivative at `rate`; `None` beyond 28 digits.
    pub(super) fn value_and_fall(&self, rate: Decimal) -> Option<(Decimal, Decimal)> {
        let unit = Decimal::from(self.unit);
        let growth = Decimal::ONE.checked_add(rate)?;
        let discount = Decimal::ONE.checked_div(growth)?;
        let mut value = Decimal::ZERO.checked_sub(self.net.into())?;
        let (mut fall, mut factor, mut whole) = (Decimal::ZERO, Decimal::ONE, 0);
        for term in &self.terms {
            if term.whole > whole {
                factor = factor.checked_mul(discount.checked_powu((term.whole - whole).into())?)?;
                whole = term.whole;
            }
            let mut present = factor.checked_mul(term.amount.into())?;
            let mut pull = discount.checked_mul(whole.into())?;
            if term.rest > 0 {
                let rest = Decimal::from(term.rest);
                let linear = unit.checked_add(rest.checked_mul(rate)?)?;
                present = present.checked_mul(unit.checked_div(linear)?)?;
                pull = pull.checked_add(rest.checked_div(linear)?)?;
            }
            value = value.checked_add(present)?;
            fall = fall.checked_add(present.checked_mul(pull)?)?;
        }
        Some((value, fall))
    }
    /// Whether `f(a/b) >= 0`, that is whether the root is at `a/b` or above; exact.
    ///
    /// With `g = a + b`, a term is `amount * unit*b / (unit*b + rest*a) * (b/g)^whole`; the sum is
    /// built from the last term back as one fraction of whole numbers.
    pub(super) fn root_is_at_least(&self, a: u128, b: u128) -> bool {
        let (a, b) = (BigUint::from(a), BigUint::from(b));
        let growth = &a + &b;
        let (mut above, mut below) = (BigUint::ZERO, BigUint::from(1_u8));
        let mut terms = self.terms.iter().rev().peekable();
        while let Some(term) = terms.next() {
            if term.rest == 0 {
                above += &below * term.amount;
            } else {
                let unit = &b * self.unit;
                let linear = &unit + &a * term.rest;
                above = above * &linear + &below * unit * term.amount;
                below *= linear;
            }
            let periods = term.whole - terms.peek().map_or(0, |earlier| earlier.whole);
            above *= b.pow(periods);
            below *= growth.pow(periods);
        }
        above >= below * self.net
    }
}

/// Places dates on the axis of base periods.
struct Clock {
    start: NaiveDate,
    in_months: bool,
    /// A base period in months or days.
    length: u32,
    /// What a rest is counted in: twelfths of days for months, days for days.
    unit: u32,
}

impl Clock {
    fn new(start: NaiveDate, unit: TermUnit, base: BasePeriod) -> Self {
        let months = |length| (true, length, length * convention::DAYS_IN_YEAR);
        let days = |length| (false, length, length);
        let (in_months, length, unit) = match (base, unit) {
            (BasePeriod::Month(count), _) => months(count),
            (BasePeriod::Year, TermUnit::Month) => months(convention::MONTHS_IN_YEAR),
            (BasePeriod::Day(count), _) => days(count),
            (BasePeriod::Year, TermUnit::Day) => days(convention::DAYS_IN_YEAR),
        };
        Self { start, in_months, length, unit }
    }
    /// Whole base periods and the rest in `unit`-ths of one; zeros for a date before the start.
    fn position(&self, date: NaiveDate) -> (u32, u32) {
        if self.in_months {
            let (months, days) = convention::since_start(self.start, date);
            let rest = months % self.length * convention::DAYS_IN_YEAR;
            (months / self.length, rest + days * convention::MONTHS_IN_YEAR)
        } else {
            let days = u32::try_from((date - self.start).num_days()).unwrap_or(0);
            (days / self.length, days % self.length)
        }
    }
}
