use super::*;
use crate::{
    Money,
    loan::fixture::{kopecks, months},
    product::{AmountLimits, TermLimits},
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn card() -> Scorecard {
    Scorecard::built_in().unwrap()
}

fn burden_of(payments: i64) -> DebtBurden {
    DebtBurden::assess(&[kopecks(payments)], kopecks(1_000)).unwrap()
}

/// The manual's application: 80500.50 roubles for 6 months of the shop's 3000 to 500000 roubles
/// for 3 to 36 months, 24 years old, `3_6_MONTHS` at work.
fn figures() -> ScoringFigures {
    ScoringFigures {
        product: "1800".to_owned(),
        amount: kopecks(8_050_050),
        amount_limits: AmountLimits { min: kopecks(300_000), max: kopecks(50_000_000) },
        term: months(6),
        term_limits: TermLimits { unit: TermUnit::Month, min: 3, max: 36 },
        age: 24,
        employment_months: Some(3),
        debt_burden: burden_of(282),
    }
}

fn total(figures: &ScoringFigures) -> u32 {
    card().parts(figures).iter().map(|part| part.points).sum()
}

fn codes(decision: &ScoringDecision) -> Vec<&str> {
    match decision {
        ScoringDecision::Approved { .. } => Vec::new(),
        ScoringDecision::Declined { reasons, .. } => {
            reasons.iter().map(|reason| reason.code.as_str()).collect()
        }
    }
}

#[test]
fn the_manuals_application_is_approved_with_78_points() {
    assert_eq!(card().decide(&figures()), ScoringDecision::Approved { score: Some(78) });
}

#[test]
fn below_the_threshold_every_reason_is_told_the_dearest_first() {
    let most = ScoringFigures {
        amount: kopecks(50_000_000),
        term: months(36),
        debt_burden: burden_of(550),
        ..figures()
    };
    // 22 + 10 + 8 + 2 + 2
    let declined = card().decide(&most);
    let expected = [
        "SCORE_TOO_LOW",
        "SCORE_DEBT_BURDEN",
        "SCORE_EMPLOYMENT",
        "SCORE_AGE",
        "SCORE_AMOUNT",
        "SCORE_TERM",
    ];
    assert_eq!(codes(&declined), expected);
    let ScoringDecision::Declined { score, reasons } = declined else { panic!("approved") };
    assert_eq!(score, Some(44));
    assert_eq!(reasons[0].text, "44 points of the 50 that a loan needs");
    assert_eq!(reasons[1].text, "debt burden in range 4 (0.55): 22 of 40 points");
    assert_eq!(
        reasons[4].text,
        "500000.00 RUB in quarter 4 of the product's limits: 2 of 10 points"
    );
}

#[test]
fn the_threshold_itself_is_enough_and_one_point_less_is_not() {
    let with = |age, amount, term| ScoringFigures {
        age,
        amount: kopecks(amount),
        term: months(term),
        debt_burden: burden_of(550),
        ..figures()
    };
    // 22 + 10 + 8 + 2 + 8, and 22 + 12 + 8 + 5 + 2
    let enough = with(24, 50_000_000, 19);
    let too_few = with(60, 30_000_000, 36);
    assert_eq!(card().decide(&enough), ScoringDecision::Approved { score: Some(50) });
    assert_eq!((total(&too_few), codes(&card().decide(&too_few))[0]), (49, "SCORE_TOO_LOW"));
}

#[test]
fn what_costs_nothing_is_no_reason() {
    let heavy = ScoringFigures {
        debt_burden: burden_of(2_000),
        employment_months: None,
        age: 40,
        ..figures()
    };
    // 0 + 20 + 0 + 10 + 10
    assert_eq!(
        codes(&card().decide(&heavy)),
        ["SCORE_TOO_LOW", "SCORE_DEBT_BURDEN", "SCORE_EMPLOYMENT"]
    );
}

#[test]
fn without_income_the_answer_is_no_whatever_the_points() {
    let debt_burden = DebtBurden::assess(&[kopecks(1)], kopecks(0)).unwrap();
    let best = ScoringFigures { debt_burden, age: 40, employment_months: Some(60), ..figures() };
    assert_eq!(total(&best), 60);
    assert_eq!(codes(&card().decide(&best)), ["INCOME_MISSING"]);
}

#[test]
fn bands_begin_at_their_first_value() {
    for (age, points) in
        [(18, 2), (20, 2), (21, 10), (25, 16), (35, 20), (59, 20), (60, 12), (70, 6)]
    {
        assert_eq!(card().of_age(age), (points, 20), "{age}");
    }
    for (months, points) in [
        (None, 0),
        (Some(0), 2),
        (Some(2), 2),
        (Some(3), 8),
        (Some(6), 12),
        (Some(12), 16),
        (Some(36), 20),
    ] {
        assert_eq!(card().of_employment(months), (points, 20), "{months:?}");
    }
}

#[test]
fn quarters_end_with_their_upper_bound() {
    for (value, expected) in [
        (100, 0),
        (125, 0),
        (126, 1),
        (150, 1),
        (151, 2),
        (175, 2),
        (176, 3),
        (200, 3),
        (0, 0),
        (900, 3),
    ] {
        assert_eq!(quarter(value, 100, 200), expected, "{value}");
    }
    assert_eq!(quarter(5, 5, 5), 0);
    assert_eq!(quarter(i64::MAX, i64::MIN, i64::MAX), 3);
}

fn stated(change: impl FnOnce(&mut Value)) -> Result<Scorecard, serde_json::Error> {
    let mut stated = serde_json::to_value(card()).unwrap();
    change(&mut stated);
    serde_json::from_value(stated)
}

#[test]
fn a_scorecard_that_rewards_the_wrong_is_refused() {
    assert_eq!(stated(|_| ()).unwrap(), card());
    let changes: [fn(&mut Value); 8] = [
        |card| card["debt_burden"][6] = json!(7),
        |card| card["amount"][1] = json!(11),
        |card| card["term"][3] = json!(6),
        |card| card["age"][0]["from"] = json!(1),
        |card| card["age"] = json!([]),
        |card| card["employment_months"][2]["from"] = json!(3),
        |card| card["employment_months"][4]["points"] = json!(15),
        |card| card["age"][3]["points"] = json!(1_000_001),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        assert!(stated(change).is_err(), "change {number}");
    }
    assert!(stated(|card| card["unknown"] = json!(1)).is_err());
}

prop_compose! {
    fn any_figures()(
        payments in 0..3_000_i64, income in 0..2_000_i64, minor in 300_000..=50_000_000_i64,
        term in 3..=36_u32, age in 18..90_u32, employment_months in proptest::option::of(0..480_u32),
    ) -> ScoringFigures {
        ScoringFigures {
            debt_burden: DebtBurden::assess(&[kopecks(payments)], kopecks(income)).unwrap(),
            amount: kopecks(minor), term: months(term), age, employment_months, ..figures()
        }
    }
}

fn is_approved(figures: &ScoringFigures) -> bool {
    matches!(card().decide(figures), ScoringDecision::Approved { .. })
}

proptest! {
    #[test]
    fn the_same_figures_get_the_same_decision_after_storage(figures in any_figures()) {
        let stored = serde_json::to_string(&figures).unwrap();
        let read: ScoringFigures = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(card().decide(&figures), card().decide(&read));
    }

    #[test]
    fn a_heavier_debt_burden_never_scores_higher(
        figures in any_figures(), payments in 0..3_000_i64, more in 0..3_000_i64,
    ) {
        let light = ScoringFigures { debt_burden: burden_of(payments), ..figures.clone() };
        let heavy = ScoringFigures { debt_burden: burden_of(payments + more), ..figures };
        prop_assert!(total(&heavy) <= total(&light));
        prop_assert!(is_approved(&light) || !is_approved(&heavy));
    }

    #[test]
    fn asking_for_more_or_for_longer_never_scores_higher(
        figures in any_figures(), more in 0..60_000_000_i64, longer in 0..40_u32,
    ) {
        let amount = Money::kopecks(figures.amount.minor() + more);
        let term = months(figures.term.count() + longer);
        let dearer = ScoringFigures { amount, term, ..figures.clone() };
        prop_assert!(total(&dearer) <= total(&figures));
    }

    #[test]
    fn longer_employment_never_scores_lower(figures in any_figures(), longer in 0..480_u32) {
        let months = figures.employment_months.map_or(longer, |months| months + longer);
        let longer = ScoringFigures { employment_months: Some(months), ..figures.clone() };
        prop_assert!(total(&longer) >= total(&figures));
        prop_assert!(is_approved(&longer) || !is_approved(&figures));
    }

    #[test]
    fn approval_is_exactly_the_threshold_and_an_income(figures in any_figures()) {
        let expected = total(&figures) >= 50 && figures.debt_burden != DebtBurden::NoIncome;
        prop_assert_eq!(is_approved(&figures), expected);
    }
}
