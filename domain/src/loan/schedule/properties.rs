//! What holds for every schedule.

use super::*;
use crate::loan::{exact::half_up_big, fixture, interest_of_day};
use chrono::Days;
use num_bigint::BigUint;
use proptest::prelude::*;
use rust_decimal::Decimal;

prop_compose! {
    fn terms()(
        kopecks in 100_000..100_000_000_i64,
        thousandths in 0..=800_i64,
        months in 1..=36_u32,
        offset in 0..3_000_u64,
    ) -> (Money, InterestRate, NaiveDate, Vec<NaiveDate>) {
        let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(offset);
        let dates = fixture::months(months).due_dates(start).unwrap();
        let rate = InterestRate::per_day(Decimal::new(thousandths, 3)).unwrap();
        (Money::kopecks(kopecks), rate, start, dates)
    }
}

/// How far the last payment may lie from the others, in kopecks, rounded up: each day's interest
/// is off by half a kopeck at most, the payment itself by another half, and both bear interest
/// until the end.
fn bound_of_the_last(schedule: &Schedule) -> i64 {
    let share = schedule.rate().daily_share();
    let (mut error, mut scale) = (BigUint::ZERO, BigUint::from(1_u8));
    let mut before = schedule.start();
    for row in schedule.rows() {
        let days = u128::try_from((row.due - before).num_days()).unwrap();
        before = row.due;
        scale *= share.denominator;
        error = error * (share.denominator + share.numerator * days) + &scale * (days + 1);
    }
    i64::try_from(half_up_big(&error, &(scale * 2_u8)).unwrap()).unwrap() + 1
}

proptest! {
    #[test]
    fn rows_repay_the_debt_with_equal_payments((lent, rate, start, dates) in terms()) {
        let Ok(schedule) = Schedule::level(lent, rate, start, &dates) else {
            return Err(TestCaseError::reject("the debt would grow"));
        };
        let rows = schedule.rows();
        prop_assert_eq!(rows.len(), dates.len());
        let repaid: i64 = rows.iter().map(|r| r.principal.minor()).sum();
        prop_assert_eq!(repaid, lent.minor());
        let mut debt = lent;
        let mut before = start;
        for row in rows {
            let days = (row.due - before).num_days();
            let daily = interest_of_day(debt, rate).unwrap().minor();
            prop_assert_eq!(row.interest.minor(), days * daily);
            prop_assert!(row.outstanding.minor() < debt.minor());
            (debt, before) = (row.outstanding, row.due);
        }
        for row in &rows[..rows.len() - 1] {
            prop_assert_eq!(row.payment, schedule.payment());
        }
    }

    #[test]
    fn the_last_payment_differs_by_gathered_rounding_only((lent, rate, start, dates) in terms()) {
        let Ok(schedule) = Schedule::level(lent, rate, start, &dates) else {
            return Err(TestCaseError::reject("the debt would grow"));
        };
        let periods = amortisation::periods(start, &dates).unwrap();
        let level = level_payment::level_payment(lent, rate, &periods).unwrap().minor();
        let last = schedule.rows()[dates.len() - 1].payment.minor();
        let bound = bound_of_the_last(&schedule);
        prop_assert!((last - level).abs() <= bound, "{last} is more than {bound} from {level}");
    }

    #[test]
    fn keeping_the_payment_of_a_schedule_keeps_the_schedule((lent, rate, start, dates) in terms()) {
        let Ok(level) = Schedule::level(lent, rate, start, &dates) else {
            return Err(TestCaseError::reject("the debt would grow"));
        };
        let same = Schedule::with_payment(lent, rate, start, &dates, level.payment());
        prop_assert_eq!(same, Ok(level));
    }
}
