use super::*;
use crate::{
    loan::{
        Term,
        fixture::{a_day, a_year, day, days, dec, kopecks, months},
    },
    regulation::{LoanCategory, Row, Rule},
};
use proptest::prelude::*;

struct Loan {
    contract_date: NaiveDate,
    schedule: Schedule,
    psk: Psk,
}

impl Loan {
    fn new(lent: i64, rate: InterestRate, on: &str, term: Term) -> Self {
        let start = day(on);
        let dates = term.due_dates(start).unwrap();
        let schedule = Schedule::level(kopecks(lent), rate, start, &dates).unwrap();
        let psk = Psk::of_schedule(&schedule, term.unit(), &[]).unwrap();
        Self { contract_date: start, schedule, psk }
    }
    fn terms(&self) -> LoanTerms<'_> {
        LoanTerms {
            contract_date: self.contract_date,
            schedule: &self.schedule,
            psk: &self.psk,
            overdue_rate: None,
            lender_charges: kopecks(0),
            is_small_loan: false,
            market_limit: None,
        }
    }
}

fn codes(calendar: &Calendar, terms: &LoanTerms<'_>) -> Vec<&'static str> {
    calendar.breaches(terms).iter().map(|finding| finding.limit().code().name()).collect()
}

fn breaches(terms: &LoanTerms<'_>) -> Vec<&'static str> {
    codes(&Calendar::russia().unwrap(), terms)
}

#[test]
fn a_rate_is_judged_by_the_law_of_the_contract_date() {
    for (on, percent, broken) in [
        ("2019-01-27", "2.0", false),
        ("2019-06-30", "1.5", false),
        ("2019-06-30", "1.501", true),
        ("2023-06-30", "1", false),
        ("2023-07-01", "0.801", true),
        ("2023-07-01", "0.8", false),
    ] {
        let loan = Loan::new(1_000_000, a_day(percent), on, days(7));
        let found = breaches(&loan.terms()).contains(&"DAILY_RATE_ABOVE_LIMIT");
        assert_eq!(found, broken, "{percent} on {on}");
    }
}

#[test]
fn a_lawful_rate_does_not_make_a_lawful_psk() {
    let rounded_up = Loan::new(100_100, a_day("0.8"), "2026-11-23", days(30));
    let found = Calendar::russia().unwrap().breaches(&rounded_up.terms());
    let expected = Finding {
        limit: Limit::Psk,
        article: "353-FZ art. 6 part 11".to_owned(),
        found: dec("292.073"),
        allowed: dec("292"),
    };
    assert_eq!(found, [expected]);
    let exact = Loan::new(1_000_000, a_day("0.8"), "2026-11-23", days(30));
    assert_eq!(breaches(&exact.terms()), [""; 0]);
    let two_long_months = Loan::new(2_000_000, a_day("0.8"), "2026-07-15", months(2));
    assert_eq!(breaches(&two_long_months.terms()), ["PSK_ABOVE_LIMIT"]);
    let before_the_cut = Loan::new(100_100, a_day("0.8"), "2023-06-30", days(30));
    assert_eq!(breaches(&before_the_cut.terms()), [""; 0]);
}

#[test]
fn the_overdue_rate_has_the_same_limit() {
    let loan = Loan::new(1_000_000, a_day("0.5"), "2026-11-23", days(30));
    let overdue_rate = Some(a_day("0.801"));
    let terms = LoanTerms { overdue_rate, ..loan.terms() };
    assert_eq!(breaches(&terms), ["OVERDUE_RATE_ABOVE_LIMIT"]);
    let terms = LoanTerms { overdue_rate: Some(a_year("292")), ..loan.terms() };
    assert_eq!(breaches(&terms), [""; 0]);
}

#[test]
fn the_market_limit_binds_unless_it_is_suspended_for_the_category() {
    for (on, category, broken) in [
        ("2023-08-15", LoanCategory::Pos, true),
        ("2023-08-16", LoanCategory::Pos, false),
        ("2024-06-30", LoanCategory::Mortgage, false),
        ("2024-06-30", LoanCategory::Pledge, true),
        ("2024-07-01", LoanCategory::Pos, true),
        ("2025-02-01", LoanCategory::Pos, true),
    ] {
        let loan = Loan::new(5_000_000, a_year("40"), on, months(12));
        let market_limit = Some(MarketLimit { category, percent: dec("32.5") });
        let terms = LoanTerms { market_limit, ..loan.terms() };
        let expected: &[_] = if broken { &["PSK_ABOVE_MARKET_LIMIT"] } else { &[] };
        assert_eq!(breaches(&terms), expected, "{category:?} on {on}");
    }
}

#[test]
fn the_overpayment_is_limited_up_to_a_year() {
    // 150 days at 0.8 % a day are 120 %: allowed by 1.3 until 31 March 2026, not by 1.0 since.
    for (on, expected) in
        [("2026-03-31", &[][..]), ("2026-04-01", &["OVERPAYMENT_ABOVE_LIMIT"][..])]
    {
        let loan = Loan::new(1_000_000, a_day("0.8"), on, days(150));
        assert_eq!(breaches(&loan.terms()), expected, "{on}");
    }
    let at_the_limit = Loan::new(1_000_000, a_day("0.8"), "2026-04-01", days(125));
    assert_eq!(at_the_limit.schedule.interest(), at_the_limit.schedule.principal());
    assert_eq!(breaches(&at_the_limit.terms()), [""; 0]);
    let charged = LoanTerms { lender_charges: kopecks(1), ..at_the_limit.terms() };
    assert_eq!(breaches(&charged), ["OVERPAYMENT_ABOVE_LIMIT"]);
    let a_year = Loan::new(1_000_000, a_day("0.5"), "2026-04-01", days(365));
    assert_eq!(breaches(&a_year.terms()), ["OVERPAYMENT_ABOVE_LIMIT"]);
    let longer = Loan::new(1_000_000, a_day("0.5"), "2026-04-01", days(366));
    assert_eq!(breaches(&longer.terms()), [""; 0]);
}

#[test]
fn a_special_small_loan_has_limits_of_its_own() {
    let small = |lent, rate: &str, term| {
        let loan = Loan::new(lent, a_day(rate), "2026-11-23", days(term));
        breaches(&LoanTerms { is_small_loan: true, ..loan.terms() })
    };
    assert_eq!(small(1_000_000, "0.8", 15), [""; 0]);
    assert_eq!(small(1_000_500, "0.8", 15), ["SMALL_LOAN_AMOUNT_ABOVE_LIMIT"]);
    assert_eq!(small(1_000_000, "0.8", 16), ["SMALL_LOAN_TERM_ABOVE_LIMIT"]);
    assert_eq!(small(1_000_000, "1", 15), ["PSK_ABOVE_LIMIT"]);
    let dear = ["SMALL_LOAN_TOTAL_ABOVE_LIMIT", "SMALL_LOAN_DAILY_ABOVE_LIMIT", "PSK_ABOVE_LIMIT"];
    assert_eq!(small(1_000_000, "1.01", 15), dear);
}

#[test]
fn a_lender_may_choose_that_a_special_small_loan_has_no_psk_limit() {
    let russia = Calendar::russia().unwrap();
    let mut choices = russia.choices();
    choices.small_loan_has_psk_limit = false;
    let lenient = Calendar::try_new(choices, russia.rows().to_vec()).unwrap();
    let loan = Loan::new(1_000_000, a_day("1"), "2026-11-23", days(15));
    let terms = LoanTerms { is_small_loan: true, ..loan.terms() };
    assert_eq!(codes(&lenient, &terms), [""; 0]);
    let ordinary = codes(&lenient, &loan.terms());
    assert_eq!(ordinary, ["DAILY_RATE_ABOVE_LIMIT", "PSK_ABOVE_LIMIT"]);
}

#[test]
fn another_countrys_calendar_brings_only_its_own_limits() {
    let row = Row {
        from: day("2020-01-01"),
        rule: Rule::MaxPsk(dec("50")),
        article: "Consumer Credit Act s. 7".to_owned(),
        certainty: crate::regulation::Certainty::Confirmed,
    };
    let choices = Calendar::russia().unwrap().choices();
    let calendar = Calendar::try_new(choices, vec![row]).unwrap();
    let loan = Loan::new(1_000_000, a_day("5"), "2026-11-23", days(400));
    assert_eq!(codes(&calendar, &loan.terms()), ["PSK_ABOVE_LIMIT"]);
}

#[test]
fn figures_come_with_their_unit_and_article() {
    let loan = Loan::new(2_000_000, a_year("292"), "2026-11-23", months(3));
    let findings = Calendar::russia().unwrap().findings(&loan.terms());
    let figures: Vec<_> = findings
        .iter()
        .map(|f| (f.limit().unit(), f.article(), f.found().normalize(), f.allowed().normalize()))
        .collect();
    let interest = Decimal::new(loan.schedule.interest().minor(), 2);
    assert_eq!(
        figures,
        [
            (Unit::PercentPerDay, "353-FZ art. 5 part 23", dec("0.8"), dec("0.8")),
            (Unit::PercentPerYear, "353-FZ art. 6 part 11", loan.psk.percent(), dec("292")),
            (
                Unit::Roubles,
                "353-FZ art. 5 part 24, 545-FZ of 2025-12-29",
                interest.normalize(),
                dec("20000")
            ),
        ]
    );
}

proptest! {
    #[test]
    fn lowering_the_rate_never_raises_a_breach(
        lent in 100_000..50_000_000_i64, thousandths in 20..=900_i64, less in 10..100_i64,
        count in 1..=12_u32, offset in 0..1_500_u64, in_days in any::<bool>(),
    ) {
        let start = day("2023-01-01") + chrono::Days::new(offset);
        let term = if in_days { days(count * 7) } else { months(count) };
        let broken = |thousandths: i64| {
            let rate = InterestRate::per_day(Decimal::new(thousandths.max(0), 3)).unwrap();
            let loan = Loan::new(lent, rate, &start.to_string(), term);
            breaches(&loan.terms())
        };
        let (before, after) = (broken(thousandths), broken(thousandths - less));
        prop_assert!(after.iter().all(|code| before.contains(code)), "{before:?} {after:?}");
    }
}
