use super::*;
use crate::loan::fixture::day;
use proptest::prelude::*;

fn russia() -> WorkingCalendar {
    WorkingCalendar::russia().unwrap()
}

fn moscow() -> FixedOffset {
    FixedOffset::east_opt(3 * 3_600).unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn row(days_off: &[&str], working_days: &[&str]) -> YearRow {
    YearRow {
        year: 2026,
        source: "a test".to_owned(),
        certainty: regulation::Certainty::Confirmed,
        days_off: days_off.iter().map(|text| day(text)).collect(),
        working_days: working_days.iter().map(|text| day(text)).collect(),
    }
}

#[test]
fn each_year_has_as_many_working_days_as_its_production_calendar() {
    let calendar = russia();
    for (year, worked) in [(2024, 248), (2025, 247), (2026, 247), (2027, 247)] {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let days = first.iter_days().take_while(|day| day.year() == year);
        let found = days.filter(|day| calendar.is_working_day(*day)).count();
        assert_eq!(found, worked, "{year}");
    }
}

#[test]
fn what_the_resolutions_move_is_moved() {
    let calendar = russia();
    for (from, to) in [
        ("2024-04-27", "2024-04-29"),
        ("2024-11-02", "2024-04-30"),
        ("2024-12-28", "2024-12-30"),
        ("2025-11-01", "2025-11-03"),
        ("2027-02-20", "2027-02-22"),
    ] {
        assert!(calendar.is_working_day(day(from)), "the day off of {from} is given away");
        assert!(!calendar.is_working_day(day(to)), "{to} is a day off instead");
    }
    // A holiday on a weekend gives its day off to a weekday; the weekend day stays unworked.
    for (from, to) in [
        ("2024-01-06", "2024-05-10"),
        ("2024-01-07", "2024-12-31"),
        ("2025-01-04", "2025-05-02"),
        ("2025-01-05", "2025-12-31"),
        ("2025-02-23", "2025-05-08"),
        ("2025-03-08", "2025-06-13"),
        ("2026-01-03", "2026-01-09"),
        ("2026-01-04", "2026-12-31"),
        ("2026-03-08", "2026-03-09"),
        ("2026-05-09", "2026-05-11"),
        ("2027-01-02", "2027-11-05"),
        ("2027-01-03", "2027-12-31"),
        ("2027-05-01", "2027-05-03"),
        ("2027-05-09", "2027-05-10"),
        ("2027-06-12", "2027-06-14"),
    ] {
        assert!(!calendar.is_working_day(day(from)) && !calendar.is_working_day(day(to)), "{to}");
    }
}

#[test]
fn every_recurring_holiday_is_off_in_every_year_with_a_row() {
    let calendar = russia();
    for (year, (month, date)) in
        (2024..=2027).flat_map(|year| calendar.recurring.iter().map(move |day| (year, day)))
    {
        let holiday = NaiveDate::from_ymd_opt(year, *month, *date).unwrap();
        assert!(!calendar.is_working_day(holiday), "{holiday}");
    }
}

#[test]
fn what_was_not_read_in_a_resolution_is_marked() {
    let calendar = russia();
    let certainty = |year| calendar.year(year).map(|row| row.certainty);
    for year in 2024..=2026 {
        assert_eq!(certainty(year), Some(regulation::Certainty::Confirmed), "{year}");
    }
    assert_eq!(certainty(2027), Some(regulation::Certainty::Unconfirmed));
    assert_eq!(certainty(2028), None);
}

#[test]
fn a_year_without_a_row_has_its_weekends_and_recurring_holidays() {
    let calendar = russia();
    for (on, worked) in [
        ("2028-02-23", false),
        ("2028-02-24", true),
        ("2028-02-26", false),
        ("2028-06-12", false),
        ("2023-11-04", false),
    ] {
        assert_eq!(calendar.is_working_day(day(on)), worked, "{on}");
    }
}

#[test]
fn the_day_itself_does_not_count_and_days_off_are_passed_over() {
    let calendar = russia();
    for (from, count, reached) in [
        // The demo's business date, a Friday: five days of the week after.
        ("2024-11-22", 5, "2024-11-29"),
        ("2024-11-22", 1, "2024-11-25"),
        ("2024-11-22", 0, "2024-11-22"),
        ("2024-11-23", 0, "2024-11-23"),
        // Saturday and Sunday are as good as Friday.
        ("2024-11-24", 5, "2024-11-29"),
        // A working Saturday counts.
        ("2024-10-31", 2, "2024-11-02"),
        ("2024-10-31", 3, "2024-11-05"),
        // Over the long New Year holidays of 2026.
        ("2025-12-30", 1, "2026-01-12"),
        ("2025-12-29", 5, "2026-01-15"),
        // From a known year into one without a row.
        ("2027-12-30", 5, "2028-01-14"),
    ] {
        assert_eq!(calendar.add_working_days(day(from), count), day(reached), "{from} + {count}");
    }
}

#[test]
fn past_the_end_of_all_dates_there_is_the_last() {
    assert_eq!(russia().add_working_days(NaiveDate::MAX, 1), NaiveDate::MAX);
    let end = russia().end_of_working_day(DateTime::<Utc>::MAX_UTC, 5, moscow());
    assert_eq!(end, DateTime::<Utc>::MAX_UTC);
}

#[test]
fn an_offer_ends_at_midnight_of_the_lenders_zone() {
    let calendar = russia();
    // 23:59 of Friday in Moscow, and a minute later it is Saturday: both reach the next Friday.
    for (from, end) in [
        ("2024-11-22T07:00:00Z", "2024-11-29T21:00:00Z"),
        ("2024-11-22T20:59:59Z", "2024-11-29T21:00:00Z"),
        ("2024-11-22T21:00:00Z", "2024-11-29T21:00:00Z"),
        ("2024-11-24T21:00:00Z", "2024-12-02T21:00:00Z"),
    ] {
        assert_eq!(calendar.end_of_working_day(instant(from), 5, moscow()), instant(end), "{from}");
    }
    let kamchatka = FixedOffset::east_opt(12 * 3_600).unwrap();
    let friday = instant("2024-11-21T12:30:00Z");
    let end = instant("2024-11-29T12:00:00Z");
    assert_eq!(calendar.end_of_working_day(friday, 5, kamchatka), end);
}

#[test]
fn a_calendar_that_contradicts_itself_is_refused() {
    let made = |rows| WorkingCalendar::try_new(BTreeSet::new(), rows).map(|_| ());
    assert_eq!(made(vec![row(&["2026-01-09"], &["2026-02-21"])]), Ok(()));
    for rows in [
        vec![row(&["2026-01-10"], &[])],
        vec![row(&["2025-12-31"], &[])],
        vec![row(&[], &["2026-02-20"])],
        vec![row(&[], &["2027-02-20"])],
        vec![row(&[], &[]), row(&[], &[])],
    ] {
        let refusal = made(rows).unwrap_err();
        assert_eq!(refusal.code().name(), "CALENDAR_INVALID");
    }
}

proptest! {
    #[test]
    fn days_are_added_one_by_one(offset in 0..2_000_u64, one in 0..20_u32, more in 0..20_u32) {
        let calendar = russia();
        let start = day("2023-12-01") + chrono::Days::new(offset);
        let reached = calendar.add_working_days(start, one);
        let further = calendar.add_working_days(reached, more);
        prop_assert_eq!(calendar.add_working_days(start, one + more), further);
        prop_assert!(one == 0 || calendar.is_working_day(reached));
        let between = start.iter_days().skip(1).take_while(|day| *day <= reached);
        let worked = between.filter(|day| calendar.is_working_day(*day)).count();
        prop_assert_eq!(worked, usize::try_from(one).unwrap());
    }
}
