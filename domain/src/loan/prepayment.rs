//! New schedules after a partial early repayment (353-FZ art. 11).

use super::{LoanError, Schedule};
use crate::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a borrower who repays a part early wants from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Prepayment {
    /// The same dates, smaller payments.
    PaymentDecrease,
    /// The same payment, fewer dates.
    TermDecrease,
}

/// The schedule of the `debt` that remains after a part was repaid on `on`, its interest paid up
/// to that day: the dates, the rate and the payment are those of the `current` schedule.
///
/// # Errors
/// [`LoanError::NoDates`] when no date of the current schedule is left after `on`; otherwise as
/// [`Schedule::level`] and [`Schedule::with_payment`].
pub fn recalculate(
    kind: Prepayment,
    current: &Schedule,
    debt: Money,
    on: NaiveDate,
) -> Result<Schedule, LoanError> {
    let dates: Vec<_> =
        current.rows().iter().map(super::ScheduleRow::due).filter(|due| *due > on).collect();
    match kind {
        Prepayment::PaymentDecrease => Schedule::level(debt, current.rate(), on, &dates),
        Prepayment::TermDecrease => {
            Schedule::with_payment(debt, current.rate(), on, &dates, current.payment())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::{
        ScheduleRow,
        fixture::{a_year, day, kopecks, months},
    };

    fn year_at_24() -> Schedule {
        let start = day("2026-01-10");
        let dates = months(12).due_dates(start).unwrap();
        Schedule::level(kopecks(12_000_000), a_year("24"), start, &dates).unwrap()
    }

    #[test]
    fn a_smaller_payment_keeps_the_dates() {
        let current = year_at_24();
        let row = current.rows()[3];
        let debt = kopecks(row.outstanding().minor() - 3_000_000);
        let new = recalculate(Prepayment::PaymentDecrease, &current, debt, row.due()).unwrap();
        let dues = |rows: &[ScheduleRow]| rows.iter().map(ScheduleRow::due).collect::<Vec<_>>();
        assert_eq!(dues(new.rows()), dues(&current.rows()[4..]));
        assert!(new.payment().minor() < current.payment().minor());
        assert_eq!(new.start(), row.due());
    }

    #[test]
    fn a_shorter_term_keeps_the_payment_and_drops_rows_from_the_end() {
        let current = year_at_24();
        let row = current.rows()[3];
        let debt = kopecks(row.outstanding().minor() - 3_000_000);
        let new = recalculate(Prepayment::TermDecrease, &current, debt, row.due()).unwrap();
        assert_eq!(new.rows().len(), 5);
        assert_eq!(new.payment(), current.payment());
        assert!(new.rows()[4].payment().minor() <= current.payment().minor());
        assert_eq!(new.rows()[4].outstanding().minor(), 0);
    }

    #[test]
    fn between_two_dates_the_first_interest_covers_only_the_days_since() {
        let current = year_at_24();
        let debt = kopecks(1_000_000);
        let on = day("2026-05-20");
        let new = recalculate(Prepayment::TermDecrease, &current, debt, on).unwrap();
        assert_eq!(new.rows()[0].due(), day("2026-06-10"));
        // 21 days of round(10000.00 * 0.24 / 365) = 6.58.
        assert_eq!(new.rows()[0].interest(), kopecks(21 * 658));
    }

    #[test]
    fn an_unchanged_debt_keeps_its_rows_either_way() {
        let current = year_at_24();
        let row = current.rows()[6];
        let rest: Vec<_> = current.rows()[7..].iter().map(ScheduleRow::payment).collect();
        let shorter =
            recalculate(Prepayment::TermDecrease, &current, row.outstanding(), row.due()).unwrap();
        let payments: Vec<_> = shorter.rows().iter().map(ScheduleRow::payment).collect();
        assert_eq!(payments, rest);
    }

    #[test]
    fn after_the_last_date_there_is_nothing_to_recalculate() {
        let current = year_at_24();
        let debt = kopecks(1);
        for kind in [Prepayment::PaymentDecrease, Prepayment::TermDecrease] {
            let refused = recalculate(kind, &current, debt, current.ends());
            assert_eq!(refused, Err(LoanError::NoDates));
        }
    }
}
