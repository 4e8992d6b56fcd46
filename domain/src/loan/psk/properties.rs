//! What holds for every PSK, and the edges.

use super::*;
use crate::loan::{
    InterestRate,
    fixture::{self, day, dec},
};
use chrono::Days;
use proptest::prelude::*;

fn single(lent: i64, days: u64, repaid: i64) -> Result<Psk, LoanError> {
    let disbursed = day("2026-11-23");
    let payments = [CashFlow { date: disbursed + Days::new(days), amount: Money::kopecks(repaid) }];
    let lent = Money::kopecks(lent);
    Psk::compute(&PskInput { lent, disbursed, unit: TermUnit::Day, payments: &payments })
}

fn schedule(lent: i64, thousandths: i64, months: u32, offset: u64) -> Option<Schedule> {
    let start = day("2024-01-01") + Days::new(offset);
    let dates = fixture::months(months).due_dates(start).unwrap();
    let rate = InterestRate::per_day(Decimal::new(thousandths, 3)).unwrap();
    Schedule::level(Money::kopecks(lent), rate, start, &dates).ok()
}

#[test]
fn a_half_of_the_last_decimal_is_decided_exactly() {
    // PSK of n days is cost / lent * 36500 / n: here exactly 292.0005, and a hair less.
    let (lent, days) = (73_000_000_000_000, 30);
    let cost = 17_520_030_000_000;
    assert_eq!(single(lent, days, lent + cost).unwrap().percent(), dec("292.001"));
    assert_eq!(single(lent, days, lent + cost - 1).unwrap().percent(), dec("292.000"));
}

#[test]
fn without_cost_psk_is_zero_and_below_it_there_is_none() {
    let free = single(100_000, 30, 100_000).unwrap();
    assert_eq!(
        (free.percent(), free.rate(), free.money()),
        (dec("0.000"), dec("0"), Money::kopecks(0))
    );
    assert_eq!(free.percent().to_string(), "0.000");
    assert_eq!(single(100_000, 30, 99_999), Err(LoanError::PskUndefined));
    // A kopeck on a million roubles is a positive cost that rounds to nothing.
    assert_eq!(single(100_000_000, 300, 100_000_001).unwrap().percent(), dec("0"));
}

#[test]
fn when_everything_is_paid_back_at_once_there_is_no_psk() {
    let lent = Money::kopecks(100_000);
    let disbursed = day("2026-11-23");
    let at_once = CashFlow { date: day("2026-11-20"), amount: lent };
    let later = CashFlow { date: day("2026-12-23"), amount: lent };
    let input = PskInput { lent, disbursed, unit: TermUnit::Day, payments: &[later, at_once] };
    assert_eq!(Psk::compute(&input), Err(LoanError::PskUndefined));
    let nothing = PskInput { payments: &[], ..input };
    assert_eq!(Psk::compute(&nothing), Err(LoanError::PskUndefined));
}

#[test]
fn nothing_lent_and_negative_payments_are_refused() {
    assert_eq!(single(0, 30, 1), Err(LoanError::AmountNotPositive(Money::kopecks(0))));
    assert_eq!(single(1, 30, -1), Err(LoanError::AmountNotPositive(Money::kopecks(-1))));
}

#[test]
fn a_usurious_cost_is_computed_as_long_as_it_has_digits() {
    let dear = single(1, 1, 1_000_000_001).unwrap();
    assert_eq!(dear.percent(), dec("36500000000000"));
    assert_eq!(single(1, 1, i64::MAX), Err(LoanError::PskOutOfRange));
}

#[test]
fn payments_at_the_start_raise_psk_and_zeros_change_nothing() {
    let schedule = schedule(5_000_000, 100, 12, 40).unwrap();
    let plain = Psk::of_schedule(&schedule, TermUnit::Month, &[]).unwrap();
    let zero = Psk::of_schedule(&schedule, TermUnit::Month, &[Money::kopecks(0)]).unwrap();
    assert_eq!(zero, plain);
    let mut flows: Vec<_> = schedule
        .rows()
        .iter()
        .map(|row| CashFlow { date: row.due(), amount: row.payment() })
        .collect();
    let odd_days = schedule.rows().iter().map(|row| row.due() + Days::new(3));
    flows.extend(odd_days.map(|date| CashFlow { date, amount: Money::kopecks(0) }));
    let (lent, disbursed) = (schedule.principal(), schedule.start());
    let input = PskInput { lent, disbursed, unit: TermUnit::Month, payments: &flows };
    assert_eq!(Psk::compute(&input).unwrap(), plain);
    let insured = Psk::of_schedule(&schedule, TermUnit::Month, &[Money::kopecks(100_000)]).unwrap();
    assert!(insured.percent() > plain.percent());
    assert_eq!(insured.money().minor(), plain.money().minor() + 100_000);
}

#[test]
fn a_hundredth_of_a_percent_less_may_cost_more_through_rounding() {
    let start = day("2026-03-03");
    let dates = fixture::months(24).due_dates(start).unwrap();
    let psk = |percent| {
        let lent = Money::kopecks(1_000_000);
        let schedule = Schedule::level(lent, fixture::a_year(percent), start, &dates).unwrap();
        Psk::of_schedule(&schedule, TermUnit::Month, &[]).unwrap().percent()
    };
    assert_eq!((psk("12.81"), psk("12.82")), (dec("12.853"), dec("12.852")));
}

#[test]
fn thirty_six_months_take_far_less_than_a_blink() {
    let schedule = schedule(50_000_000, 82, 36, 60).unwrap();
    let begun = std::time::Instant::now();
    for _ in 0..10 {
        Psk::of_schedule(&schedule, TermUnit::Month, &[]).unwrap();
    }
    assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
}

proptest! {
    #[test]
    fn the_sign_changes_at_the_root(
        lent in 100_000..100_000_000_i64, thousandths in 1..=800_i64,
        months in 1..=24_u32, offset in 0..3_000_u64,
        odd_days in 0..25_u64,
    ) {
        let Some(schedule) = schedule(lent, thousandths, months, offset) else {
            return Err(TestCaseError::reject("the debt would grow"));
        };
        // Moving the disbursement back makes the first period odd.
        let disbursed = schedule.start() - Days::new(odd_days);
        let payments: Vec<_> = schedule.rows().iter()
            .map(|row| CashFlow { date: row.due(), amount: row.payment() }).collect();
        let input = PskInput {
            lent: schedule.principal(), disbursed, unit: TermUnit::Month, payments: &payments,
        };
        let psk = Psk::compute(&input).unwrap();
        let equation = Equation::new(&input, psk.base_period(), &payments).unwrap();
        let digits = 100_000_000_000_000_000_000_u128;
        let root = u128::try_from((psk.rate() * Decimal::from(digits)).round()).unwrap();
        prop_assert!(equation.root_is_at_least(root - 1, digits));
        prop_assert!(!equation.root_is_at_least(root + 1, digits));
        let (value, _) = equation.value_and_fall(psk.rate()).unwrap();
        let tiny = Decimal::new(lent, 15);
        prop_assert!(value.abs() <= tiny, "f(i) = {value}");
    }

    #[test]
    fn a_higher_rate_has_a_higher_psk(
        lent in 100_000..100_000_000_i64, thousandths in 0..=700_i64, more in 10..100_i64,
        months in 1..=12_u32, offset in 0..3_000_u64,
    ) {
        let psk = |thousandths| {
            let schedule = schedule(lent, thousandths, months, offset)?;
            Psk::of_schedule(&schedule, TermUnit::Month, &[]).ok()
        };
        let (Some(low), Some(high)) = (psk(thousandths), psk(thousandths + more)) else {
            return Err(TestCaseError::reject("the debt would grow"));
        };
        prop_assert!(high.percent() > low.percent());
        prop_assert!(high.money().minor() > low.money().minor());
    }
}
