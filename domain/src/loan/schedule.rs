//! Schedules of payments.

mod amortisation;
mod level_payment;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use super::{InterestRate, LoanError};
use crate::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One payment of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleRow {
    number: u32,
    due: NaiveDate,
    payment: Money,
    principal: Money,
    interest: Money,
    outstanding: Money,
}

impl ScheduleRow {
    /// Its place in the schedule, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }
    /// The day on which it is due.
    #[must_use]
    pub const fn due(&self) -> NaiveDate {
        self.due
    }
    /// What is paid: principal and interest.
    #[must_use]
    pub const fn payment(&self) -> Money {
        self.payment
    }
    /// By how much it lowers the debt.
    #[must_use]
    pub const fn principal(&self) -> Money {
        self.principal
    }
    /// Interest accrued since the row before.
    #[must_use]
    pub const fn interest(&self) -> Money {
        self.interest
    }
    /// The debt that remains after it.
    #[must_use]
    pub const fn outstanding(&self) -> Money {
        self.outstanding
    }
}

/// How a debt is paid off: rows that add up, ending at zero.
///
/// Reading a stored schedule checks that it adds up; it does not compute it anew, so that a
/// contract concluded under older conventions stays what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredSchedule")]
pub struct Schedule {
    start: NaiveDate,
    principal: Money,
    rate: InterestRate,
    rows: Vec<ScheduleRow>,
    #[serde(skip_serializing)]
    interest: Money,
    #[serde(skip_serializing)]
    paid: Money,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredSchedule {
    start: NaiveDate,
    principal: Money,
    rate: InterestRate,
    rows: Vec<ScheduleRow>,
}

impl TryFrom<StoredSchedule> for Schedule {
    type Error = LoanError;
    fn try_from(stored: StoredSchedule) -> Result<Self, LoanError> {
        Self::assemble(stored.start, stored.principal, stored.rate, stored.rows)
    }
}

impl Schedule {
    /// Equal payments on `dates` for `principal` lent on `start`.
    ///
    /// The payment is `D * prod(1 + r*d_i) / sum_k prod_{j>k}(1 + r*d_j)` over the actual days
    /// `d_i`, computed exactly and rounded half up to a kopeck. A row's interest is its days times
    /// the rounded interest of a day, its principal the rest of the payment; the last row takes
    /// what is left, so its payment differs by the rounding gathered on the way: at most half a
    /// kopeck for each payment and each day, with interest on it.
    ///
    /// # Errors
    /// [`LoanError`]: principal not positive; dates missing or not ascending after `start`; a
    /// payment that does not exceed the interest of its row ([`LoanError::PaymentTooSmall`]); a
    /// debt so small that rounding repays it before the last date ([`LoanError::RepaidEarly`]);
    /// an amount that does not fit.
    pub fn level(
        principal: Money,
        rate: InterestRate,
        start: NaiveDate,
        dates: &[NaiveDate],
    ) -> Result<Self, LoanError> {
        let periods = amortisation::periods(start, dates)?;
        let payment = level_payment::level_payment(principal, rate, &periods)?;
        let rows = amortisation::rows(principal, rate, &periods, payment)?;
        match rows.last() {
            Some(last) if rows.len() < periods.len() => {
                Err(LoanError::RepaidEarly { number: last.number })
            }
            _ => Self::assemble(start, principal, rate, rows),
        }
    }
    /// A given `payment` on each of `dates` until the debt is repaid; dates after that are dropped,
    /// and the last date takes what is left, be it less or more than the payment.
    ///
    /// # Errors
    /// As [`Self::level`], except that an early repayment is the purpose.
    pub fn with_payment(
        principal: Money,
        rate: InterestRate,
        start: NaiveDate,
        dates: &[NaiveDate],
        payment: Money,
    ) -> Result<Self, LoanError> {
        let periods = amortisation::periods(start, dates)?;
        let rows = amortisation::rows(principal, rate, &periods, payment)?;
        Self::assemble(start, principal, rate, rows)
    }
    /// The day from which interest runs: it accrues from the next day on.
    #[must_use]
    pub const fn start(&self) -> NaiveDate {
        self.start
    }
    /// The debt at the start.
    #[must_use]
    pub const fn principal(&self) -> Money {
        self.principal
    }
    /// The rate of interest.
    #[must_use]
    pub const fn rate(&self) -> InterestRate {
        self.rate
    }
    /// The payments, by date; at least one.
    #[must_use]
    pub fn rows(&self) -> &[ScheduleRow] {
        &self.rows
    }
    /// Interest of all rows together.
    #[must_use]
    pub const fn interest(&self) -> Money {
        self.interest
    }
    /// All payments together.
    #[must_use]
    pub const fn paid(&self) -> Money {
        self.paid
    }
    /// The regular payment: the first row's.
    #[must_use]
    pub fn payment(&self) -> Money {
        self.rows.first().map_or(self.paid, ScheduleRow::payment)
    }
    /// The day of the last payment.
    #[must_use]
    pub fn ends(&self) -> NaiveDate {
        self.rows.last().map_or(self.start, ScheduleRow::due)
    }

    fn assemble(
        start: NaiveDate,
        principal: Money,
        rate: InterestRate,
        rows: Vec<ScheduleRow>,
    ) -> Result<Self, LoanError> {
        let mut sums = Sums::new(start, principal);
        for row in &rows {
            sums.add(row)?;
        }
        if rows.is_empty() || sums.debt.minor() != 0 {
            return Err(LoanError::Inconsistent { number: sums.number });
        }
        let paid = principal.checked_add(sums.interest)?;
        Ok(Self { start, principal, rate, rows, interest: sums.interest, paid })
    }
}

struct Sums {
    number: u32,
    date: NaiveDate,
    debt: Money,
    interest: Money,
}

impl Sums {
    fn new(date: NaiveDate, debt: Money) -> Self {
        Self { number: 0, date, debt, interest: Money::zero(debt.currency()) }
    }
    fn add(&mut self, row: &ScheduleRow) -> Result<(), LoanError> {
        let parts = row.principal.checked_add(row.interest)?;
        let debt = self.debt.checked_sub(row.principal)?;
        let adds_up = row.number == self.number.saturating_add(1)
            && row.due > self.date
            && row.payment == parts
            && row.outstanding == debt
            && row.principal.minor() > 0
            && row.interest.minor() >= 0;
        if !adds_up {
            return Err(LoanError::Inconsistent { number: row.number });
        }
        let interest = self.interest.checked_add(row.interest)?;
        *self = Self { number: row.number, date: row.due, debt, interest };
        Ok(())
    }
}

/// A payment's date and the days since the one before.
#[derive(Debug, Clone, Copy)]
struct Period {
    due: NaiveDate,
    days: u32,
}
