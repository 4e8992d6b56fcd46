//! PSK, the full cost of credit (353-FZ art. 6 parts 2 to 2.3).
//!
//! `PSK = i * N * 100` percent a year, where `N` is the number of base periods in a year and `i`
//! the smallest positive root of `sum_k CF_k / ((1 + e_k*i) * (1 + i)^q_k) = 0`. Inside a base
//! period money grows linearly, over whole periods compound; it is not XIRR.

mod base_period;
pub mod convention;
mod equation;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod properties;
mod root;

use super::{LoanError, Schedule, TermUnit};
use crate::Money;
use chrono::NaiveDate;
use convention::DECIMALS;
use equation::Equation;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::iter;

pub use base_period::BasePeriod;

/// A payment of the borrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashFlow {
    /// When it is paid; a payment before the disbursement counts as made with it (part 2.3).
    pub date: NaiveDate,
    /// How much, principal included; not negative. Zero is no payment.
    pub amount: Money,
}

/// What the full cost of a credit follows from.
#[derive(Debug, Clone, Copy)]
pub struct PskInput<'a> {
    /// The amount lent, in one sum.
    pub lent: Money,
    /// The day of disbursement.
    pub disbursed: NaiveDate,
    /// What the contract counts its term in: it decides whether 30 days are a month.
    pub unit: TermUnit,
    /// Every counted payment of the borrower, in any order.
    pub payments: &'a [CashFlow],
}

/// The full cost of a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Psk {
    percent: Decimal,
    money: Money,
    base_period: BasePeriod,
    rate: Decimal,
}

impl Psk {
    /// Computes it.
    ///
    /// # Errors
    /// [`LoanError::AmountNotPositive`] when nothing is lent or a payment is negative;
    /// [`LoanError::PskUndefined`] when the payments bring less than was lent, or those made at
    /// disbursement take all of it; [`LoanError::PskOutOfRange`] and [`LoanError::Amount`] beyond
    /// 28 digits and 63 bits.
    pub fn compute(input: &PskInput<'_>) -> Result<Self, LoanError> {
        let payments = ordered(input)?;
        let base_period = base_period::of(input.disbursed, input.unit, &payments);
        let money = cost(input.lent, &payments)?;
        let equation = Equation::new(input, base_period, &payments)?;
        if money.minor() < 0 {
            return Err(LoanError::PskUndefined);
        }
        // Without cost the root is zero, and there is no positive one.
        let (rate, thousandths) = if money.minor() == 0 {
            (Decimal::ZERO, 0)
        } else {
            root::smallest_positive(&equation, base_period)?
        };
        let percent = Decimal::try_from_i128_with_scale(thousandths, DECIMALS)
            .map_err(|_| LoanError::PskOutOfRange)?;
        Ok(Self { percent, money, base_period, rate })
    }
    /// Of a schedule whose term is counted in `unit`, with other payments made at its start.
    ///
    /// # Errors
    /// As [`Self::compute`].
    pub fn of_schedule(
        schedule: &Schedule,
        unit: TermUnit,
        at_start: &[Money],
    ) -> Result<Self, LoanError> {
        let disbursed = schedule.start();
        let rows = schedule.rows().iter();
        let payments: Vec<_> = rows
            .map(|row| CashFlow { date: row.due(), amount: row.payment() })
            .chain(at_start.iter().map(|&amount| CashFlow { date: disbursed, amount }))
            .collect();
        let lent = schedule.principal();
        Self::compute(&PskInput { lent, disbursed, unit, payments: &payments })
    }
    /// Percent a year, rounded half up to three decimals: what is printed and compared.
    #[must_use]
    pub const fn percent(&self) -> Decimal {
        self.percent
    }
    /// PSK in money: all counted payments except the principal.
    #[must_use]
    pub const fn money(&self) -> Money {
        self.money
    }
    /// The base period that the schedule gave.
    #[must_use]
    pub const fn base_period(&self) -> BasePeriod {
        self.base_period
    }
    /// `i`, the rate of a base period as a share, to 20 decimals.
    #[must_use]
    pub const fn rate(&self) -> Decimal {
        self.rate
    }
}

/// The payments by date, zeros dropped.
fn ordered(input: &PskInput<'_>) -> Result<Vec<CashFlow>, LoanError> {
    if input.lent.minor() <= 0 {
        return Err(LoanError::AmountNotPositive(input.lent));
    }
    if let Some(flow) = input.payments.iter().find(|flow| flow.amount.minor() < 0) {
        return Err(LoanError::AmountNotPositive(flow.amount));
    }
    let paid = input.payments.iter().filter(|flow| flow.amount.minor() > 0);
    let mut payments: Vec<_> = paid.copied().collect();
    payments.sort_by_key(|flow| flow.date);
    Ok(payments)
}

fn cost(lent: Money, payments: &[CashFlow]) -> Result<Money, LoanError> {
    let zero = Money::zero(lent.currency());
    let debt = zero.checked_sub(lent)?;
    let cost = iter::once(debt)
        .chain(payments.iter().map(|flow| flow.amount))
        .try_fold(zero, Money::checked_add)?;
    Ok(cost)
}
