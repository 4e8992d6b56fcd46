//! Figures known beforehand, and the edges.

use super::*;
use crate::{
    MoneyError,
    loan::fixture::{self, a_day, a_year, day, kopecks as rub},
};

fn months(start: &str, count: u32) -> Vec<NaiveDate> {
    fixture::months(count).due_dates(day(start)).unwrap()
}

fn figures(schedule: &Schedule) -> Vec<(i64, i64, i64, i64)> {
    let row = |r: &ScheduleRow| {
        (r.principal.minor(), r.interest.minor(), r.payment.minor(), r.outstanding.minor())
    };
    schedule.rows().iter().map(row).collect()
}

#[test]
fn the_manuals_own_rows_come_out_to_the_kopeck() {
    let dates = [day("2023-10-01"), day("2023-11-01")];
    let schedule = Schedule::level(rub(355_323), a_day("0.8"), day("2023-09-01"), &dates).unwrap();
    assert_eq!(
        figures(&schedule),
        [(159_314, 85_290, 244_604, 196_009), (196_009, 48_608, 244_617, 0)]
    );
    assert_eq!(schedule.interest(), rub(133_898));
    assert_eq!(schedule.paid(), rub(489_221));
    assert_eq!(schedule.ends(), day("2023-11-01"));
}

#[test]
fn a_payday_loan_is_one_payment_of_days_times_the_rounded_day() {
    let schedule =
        Schedule::level(rub(100_100), a_day("0.8"), day("2026-11-23"), &[day("2026-12-23")]);
    assert_eq!(figures(&schedule.unwrap()), [(100_100, 24_030, 124_130, 0)]);
}

#[test]
fn without_interest_the_last_row_takes_what_division_left() {
    let schedule =
        Schedule::level(rub(10_000), a_day("0"), day("2026-01-31"), &months("2026-01-31", 3));
    assert_eq!(
        figures(&schedule.unwrap()),
        [(3_333, 0, 3_333, 6_667), (3_333, 0, 3_333, 3_334), (3_334, 0, 3_334, 0)]
    );
}

#[test]
fn one_kopeck_can_be_repaid_once_and_not_twice() {
    let once = Schedule::level(rub(1), a_day("0.8"), day("2026-01-10"), &[day("2026-02-10")]);
    assert_eq!(figures(&once.unwrap()), [(1, 0, 1, 0)]);
    let free = Schedule::level(rub(1), a_day("0"), day("2026-01-10"), &months("2026-01-10", 3));
    let nothing = LoanError::PaymentTooSmall { number: 1, payment: rub(0), interest: rub(0) };
    assert_eq!(free, Err(nothing));
    let twice = Schedule::level(rub(1), a_day("0.8"), day("2026-01-10"), &months("2026-01-10", 2));
    assert_eq!(twice, Err(LoanError::RepaidEarly { number: 1 }));
}

#[test]
fn a_payment_that_only_feeds_the_interest_is_refused() {
    // 24 months at 0.8 % a day: the level payment is below the interest of a month of 31 days.
    let start = "2026-07-15";
    let long = Schedule::level(rub(3_000_000), a_day("0.8"), day(start), &months(start, 24));
    assert!(matches!(long, Err(LoanError::PaymentTooSmall { number: 1, .. })), "{long:?}");
    let shorter = Schedule::level(rub(3_000_000), a_day("0.8"), day(start), &months(start, 12));
    assert!(shorter.is_ok());
}

#[test]
fn a_given_payment_ends_when_the_debt_is_repaid() {
    let dates = months("2026-01-10", 6);
    let schedule =
        Schedule::with_payment(rub(10_000), a_day("0"), day("2026-01-10"), &dates, rub(4_000));
    assert_eq!(
        figures(&schedule.unwrap()),
        [(4_000, 0, 4_000, 6_000), (4_000, 0, 4_000, 2_000), (2_000, 0, 2_000, 0)]
    );
    let balloon =
        Schedule::with_payment(rub(10_000), a_day("0"), day("2026-01-10"), &dates[..2], rub(4_000));
    assert_eq!(figures(&balloon.unwrap()), [(4_000, 0, 4_000, 6_000), (6_000, 0, 6_000, 0)]);
}

#[test]
fn nothing_lent_no_dates_and_dates_out_of_order_are_refused() {
    let (start, rate) = (day("2026-01-10"), a_day("0.8"));
    for debt in [rub(0), rub(-100)] {
        let refused = Schedule::level(debt, rate, start, &[day("2026-02-10")]);
        assert_eq!(refused, Err(LoanError::AmountNotPositive(debt)));
    }
    assert_eq!(Schedule::level(rub(100), rate, start, &[]), Err(LoanError::NoDates));
    for dates in [vec![start], vec![day("2026-02-10"), day("2026-02-10")]] {
        let last = dates[dates.len() - 1];
        let refused = Schedule::level(rub(100), rate, start, &dates);
        assert_eq!(refused, Err(LoanError::DateNotLater(last)));
    }
}

#[test]
fn amounts_beyond_63_bits_are_refused() {
    let (start, dates) = ("2026-01-10", months("2026-01-10", 2));
    let refused = Schedule::level(rub(i64::MAX), a_day("0.8"), day(start), &dates);
    assert_eq!(refused, Err(MoneyError::Overflow.into()));
    let dear = Schedule::level(rub(i64::MAX), a_day("100000"), day(start), &dates);
    assert_eq!(dear, Err(MoneyError::Overflow.into()));
}

#[test]
fn six_hundred_rows_are_a_matter_of_milliseconds() {
    let dates = months("2026-01-31", 600);
    let rate = a_year("3.123456789012");
    let begun = std::time::Instant::now();
    let schedule = Schedule::level(rub(500_000_000), rate, day("2026-01-31"), &dates).unwrap();
    assert_eq!(schedule.rows().len(), 600);
    assert!(begun.elapsed().as_millis() < 200, "{:?}", begun.elapsed());
}

#[test]
fn a_stored_schedule_reads_back_equal_and_a_forged_one_does_not() {
    let dates = months("2026-01-31", 4);
    let schedule = Schedule::level(rub(4_000_000), a_day("0.5"), day("2026-01-31"), &dates);
    let schedule = schedule.unwrap();
    let stored = serde_json::to_value(&schedule).unwrap();
    assert_eq!(serde_json::from_value::<Schedule>(stored.clone()).unwrap(), schedule);
    for (row, field, value) in [
        (0, "number", serde_json::json!(2)),
        (1, "due", serde_json::json!("2026-02-28")),
        (1, "payment", serde_json::json!(rub(1))),
        (2, "principal", serde_json::json!(rub(-1))),
        (3, "outstanding", serde_json::json!(rub(1))),
    ] {
        let mut forged = stored.clone();
        forged["rows"][row][field] = value;
        assert!(serde_json::from_value::<Schedule>(forged).is_err(), "row {row}, {field}");
    }
    let mut cut = stored;
    cut["rows"].as_array_mut().unwrap().pop();
    assert!(serde_json::from_value::<Schedule>(cut).is_err());
}

#[test]
fn a_stored_row_that_adds_up_but_pays_backwards_is_refused() {
    let start = "2026-01-10";
    let schedule = Schedule::level(rub(10_000), a_day("0"), day(start), &months(start, 2)).unwrap();
    let forged = |rows: [(i64, i64, i64); 2]| {
        let mut stored = serde_json::to_value(&schedule).unwrap();
        for (n, (principal, interest, outstanding)) in rows.into_iter().enumerate() {
            stored["rows"][n]["principal"] = serde_json::json!(rub(principal));
            stored["rows"][n]["interest"] = serde_json::json!(rub(interest));
            stored["rows"][n]["payment"] = serde_json::json!(rub(principal + interest));
            stored["rows"][n]["outstanding"] = serde_json::json!(rub(outstanding));
        }
        serde_json::from_value::<Schedule>(stored)
    };
    assert!(forged([(5_000, 10, 5_000), (5_000, 0, 0)]).is_ok());
    assert!(forged([(5_000, -10, 5_000), (5_000, 0, 0)]).is_err());
    assert!(forged([(-10, 20, 10_010), (10_010, 0, 0)]).is_err());
    assert!(forged([(10_010, 0, -10), (-10, 20, 0)]).is_err());
}
