use super::*;
use crate::{
    loan::fixture::{a_day, a_year, day, dec},
    regulation::{
        IncomeSource, LenderKind, PenaltyRegime, PskFormula, RemoteIdentification, SelfBanCheck,
    },
};
use serde_json::{Value, json};

fn russia() -> Calendar {
    Calendar::russia().unwrap()
}

fn value<T: Clone>(found: Option<InForce<'_, T>>) -> Option<T> {
    found.map(|found| found.value.clone())
}

#[test]
fn limits_change_on_their_first_day() {
    let law = russia();
    for (on, rate) in [
        ("2019-01-27", None),
        ("2019-01-28", Some("1.5")),
        ("2019-06-30", Some("1.5")),
        ("2019-07-01", Some("1")),
        ("2023-06-30", Some("1")),
        ("2023-07-01", Some("0.8")),
        ("2030-01-01", Some("0.8")),
    ] {
        assert_eq!(value(law.max_daily_rate(day(on))), rate.map(a_day), "{on}");
    }
    for (on, psk) in
        [("2019-06-30", None), ("2023-06-30", Some("365")), ("2023-07-01", Some("292"))]
    {
        assert_eq!(value(law.max_psk(day(on))), psk.map(dec), "{on}");
    }
    for (on, multiple) in [
        ("2019-01-28", "2.5"),
        ("2019-07-01", "2"),
        ("2020-01-01", "1.5"),
        ("2023-07-01", "1.3"),
        ("2026-03-31", "1.3"),
        ("2026-04-01", "1"),
    ] {
        assert_eq!(value(law.max_overpayment(day(on))), Some(dec(multiple)), "{on}");
    }
}

#[test]
fn a_value_comes_with_its_article_and_date() {
    let law = russia();
    let found = law.max_psk(day("2026-11-22")).unwrap();
    assert_eq!((found.article, found.since), ("353-FZ art. 6 part 11", day("2023-07-01")));
}

#[test]
fn duties_begin_on_their_day() {
    let law = russia();
    let on = day("2026-11-22");
    assert_eq!(value(law.psk_formula(on)), Some(PskFormula::LinearInsideBasePeriod));
    assert_eq!(value(law.psk_formula(day("2014-08-31"))), None);
    assert_eq!(value(law.psk_money_on_page_one(day("2018-06-24"))), Some(true));
    assert_eq!(value(law.psk_money_on_page_one(day("2018-06-23"))), None);
    assert_eq!(value(law.psk_includes_term_affecting_extras(day("2024-01-21"))), Some(true));
    assert_eq!(value(law.extras_refusal_days(day("2024-01-21"))), Some(30));
    assert_eq!(
        value(law.self_ban_check(day("2025-03-01"))),
        Some(SelfBanCheck::AllQualifiedBureaus)
    );
    assert_eq!(value(law.self_ban_check(day("2025-02-28"))), None);
    assert_eq!(value(law.debt_burden(on)).map(|rule| rule.warn_over), Some(dec("0.5")));
    assert_eq!(value(law.debt_burden(day("2023-12-31"))), None);
    assert_eq!(value(law.debt_burden_income(on)), None);
    let later = day("2027-07-01");
    assert_eq!(value(law.debt_burden_income(later)), Some(IncomeSource::OfficialOnly));
    assert_eq!(value(law.no_notice_days(on)), Some(14));
    assert_eq!(value(law.target_loan_no_notice_days(on)), Some(30));
    assert_eq!(value(law.max_notice_days(on)), Some(30));
}

#[test]
fn penalties_are_limited_by_their_regime() {
    let (law, on) = (russia(), day("2026-11-22"));
    assert_eq!(value(law.max_penalty(on, PenaltyRegime::WithInterest)), Some(a_year("20")));
    assert_eq!(value(law.max_penalty(on, PenaltyRegime::WithoutInterest)), Some(a_day("0.1")));
    assert_eq!(value(law.max_penalty(day("2014-06-30"), PenaltyRegime::WithInterest)), None);
}

#[test]
fn overdue_debt_is_settled_before_what_is_current() {
    use AllocationStep::{Interest, Other, OverdueInterest, OverduePrincipal, Penalty, Principal};

    let order = value(russia().allocation_order(day("2026-11-22"))).unwrap();
    assert_eq!(order, [OverdueInterest, OverduePrincipal, Penalty, Interest, Principal, Other]);
}

#[test]
fn remote_borrowers_are_identified_with_biometrics_by_an_mfk_a_year_before_an_mkk() {
    let law = russia();
    for (on, lender, required) in [
        ("2026-02-28", LenderKind::Mfk, None),
        ("2026-03-01", LenderKind::Mfk, Some(RemoteIdentification::EsiaWithBiometrics)),
        ("2026-11-22", LenderKind::Mkk, None),
        ("2027-03-01", LenderKind::Mkk, Some(RemoteIdentification::EsiaWithBiometrics)),
    ] {
        assert_eq!(value(law.remote_identification(day(on), lender)), required, "{lender:?} {on}");
    }
}

#[test]
fn small_loans_were_dearer_before_july_2023() {
    let law = russia();
    let shares = |on| value(law.small_loan(day(on))).map(|l| (l.total_share, l.daily_share));
    assert_eq!(shares("2019-01-27"), None);
    assert_eq!(shares("2023-06-30"), Some((dec("0.3"), dec("0.02"))));
    assert_eq!(shares("2023-07-01"), Some((dec("0.15"), dec("0.01"))));
}

#[test]
fn the_limit_on_expensive_loans_tightens_in_april_2027() {
    let law = russia();
    let limit = |on| value(law.expensive_limit(day(on))).map(|l| (l.psk_over, l.max_open));
    assert_eq!(limit("2026-09-30"), None);
    assert_eq!(limit("2027-03-31"), Some((dec("200"), 2)));
    assert_eq!(limit("2027-04-01"), Some((dec("100"), 1)));
    let rows = law.rows().iter().filter(|row| row.from < day("2027-04-01")).cloned().collect();
    let without_the_second = Calendar::try_new(law.choices(), rows).unwrap();
    assert_eq!(without_the_second.expensive_limit(day("2027-04-01")), None);
}

#[test]
fn the_built_in_calendar_holds_every_key() {
    let law = russia();
    assert_eq!(law.rows().len(), 35);
    let mut keys: Vec<_> = law.rows().iter().map(|row| discriminant(&row.rule)).collect();
    keys.dedup();
    let distinct: std::collections::HashSet<_> = keys.into_iter().collect();
    assert_eq!(distinct.len(), 25);
    let unsure: Vec<_> =
        law.rows().iter().filter(|row| row.certainty == Certainty::Conflicting).collect();
    assert_eq!(unsure.len(), 1);
}

#[test]
fn a_calendar_reads_back_equal() {
    let stored = serde_json::to_string(&russia()).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&stored).unwrap(), russia());
}

#[test]
fn a_calendar_that_contradicts_itself_is_refused() {
    let content: Value = serde_json::from_str(include_str!("../russia.json")).unwrap();
    let with = |row: Value| {
        let mut content = content.clone();
        content["rows"].as_array_mut().unwrap().push(row);
        serde_json::from_value::<Calendar>(content)
    };
    let row = |from: &str, key: &str, value: Value| json!({"from": from, "key": key, "value": value, "article": "a", "certainty": "CONFIRMED"});
    assert!(with(row("2030-01-01", "psk.max_percent", json!("250"))).is_ok());
    for wrong in [
        row("2023-07-01", "psk.max_percent", json!("250")),
        row("2030-01-01", "psk.maximum", json!("250")),
        row("2030-01-01", "rate.max_percent_per_day", json!("-1")),
        row("2030-01-01", "allocation.order", json!(["PENALTY"])),
        row("2030-01-01", "overpayment.max_multiple", json!("1000.1")),
        row(
            "2030-01-01",
            "small_loan.limits",
            json!({
                "amount": {"minor": 1, "currency": "RUB"}, "days": 1,
                "total_share": "0.1", "daily_share": "-0.1"
            }),
        ),
        row("2030-01-01", "psk.market_average_factor", json!({"numerator": 4, "denominator": 0})),
        row(
            "2030-01-01",
            "cooling_off",
            json!({"tiers": [
                {"from": {"minor": 2, "currency": "RUB"}, "hours": 48},
                {"from": {"minor": 1, "currency": "RUB"}, "hours": 4}
            ]}),
        ),
    ] {
        assert!(with(wrong.clone()).is_err(), "{wrong}");
    }
}
