//! Rows of a schedule from a given payment.

use super::{Period, ScheduleRow};
use crate::{
    Money,
    loan::{InterestRate, LoanError, accrued_interest},
};
use chrono::NaiveDate;

/// The dates with their days; they must ascend after `start`.
pub(super) fn periods(start: NaiveDate, dates: &[NaiveDate]) -> Result<Vec<Period>, LoanError> {
    if dates.is_empty() {
        return Err(LoanError::NoDates);
    }
    let mut before = start;
    dates
        .iter()
        .map(|&due| {
            let days = u32::try_from((due - before).num_days()).unwrap_or(0);
            before = due;
            if days == 0 { Err(LoanError::DateNotLater(due)) } else { Ok(Period { due, days }) }
        })
        .collect()
}

/// Pays `payment` on each date; the date that can take the whole rest, or else the last one, takes
/// it and ends the rows.
pub(super) fn rows(
    principal: Money,
    rate: InterestRate,
    periods: &[Period],
    payment: Money,
) -> Result<Vec<ScheduleRow>, LoanError> {
    if principal.minor() <= 0 {
        return Err(LoanError::AmountNotPositive(principal));
    }
    let mut rows = Vec::with_capacity(periods.len());
    let mut debt = principal;
    for (number, period) in (1..).zip(periods) {
        let interest = accrued_interest(debt, rate, period.days)?;
        let whole = debt.checked_add(interest)?;
        let is_last = rows.len() + 1 == periods.len() || whole.minor() <= payment.minor();
        let paid = if is_last { whole } else { payment };
        let principal = paid.checked_sub(interest)?;
        if principal.minor() <= 0 {
            return Err(LoanError::PaymentTooSmall { number, payment, interest });
        }
        debt = debt.checked_sub(principal)?;
        let due = period.due;
        rows.push(ScheduleRow {
            number,
            due,
            payment: paid,
            principal,
            interest,
            outstanding: debt,
        });
        if is_last {
            break;
        }
    }
    Ok(rows)
}
