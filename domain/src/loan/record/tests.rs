use super::*;
use crate::{
    Coded,
    loan::fixture::{day, kopecks, months},
    product::{OfferRequest, Product},
    regulation::Calendar,
};
use uuid::Uuid;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// 80 500.50 roubles for 6 months at 17.3 % a year.
fn signed() -> Loan {
    let products = Product::built_in().unwrap();
    let product = products.iter().find(|product| product.terms().code == "1800").unwrap();
    let request = OfferRequest {
        amount: kopecks(8_050_050),
        term: months(6),
        contract_date: day("2024-11-22"),
        disbursed_on: day("2024-11-22"),
        extras: vec![],
        market_limit: None,
    };
    let new = NewLoan {
        application: LoanApplicationId::new(Uuid::from_u128(1)),
        number: ContractNumber::compose(day("2024-11-22"), 17).unwrap(),
        customer: CustomerId::new(Uuid::from_u128(3)),
        partner: AccountName::restore("demo".to_owned()),
        offer: Offer::price(product, &Calendar::russia().unwrap(), &request).unwrap(),
    };
    let (loan, events) = Loan::create(new, at("2024-11-22T10:00:00Z"));
    assert_eq!(events[0].name(), "kredo.loan.created.v1");
    loan
}

fn disbursed() -> Loan {
    let mut loan = signed();
    assert_eq!(loan.disburse(at("2024-11-22T10:01:00Z")).unwrap().len(), 1);
    loan
}

fn active() -> Loan {
    let mut loan = disbursed();
    assert_eq!(loan.start_charging(day("2024-11-23")).unwrap().len(), 1);
    loan
}

#[test]
fn a_loan_runs_from_the_signature_over_the_payout_to_the_interest() {
    assert_eq!(signed().record().state, LoanState::Signed);
    let disbursed_at = at("2024-11-22T10:01:00Z");
    assert_eq!(disbursed().record().state, LoanState::Disbursed { at: disbursed_at });
    let charging_from = day("2024-11-23");
    assert_eq!(active().record().state, LoanState::Active { disbursed_at, charging_from });
}

#[test]
fn a_command_that_comes_again_changes_nothing() {
    let mut loan = active();
    let before = loan.clone();
    assert_eq!(loan.disburse(at("2025-01-01T00:00:00Z")), Ok(vec![]));
    assert_eq!(loan.start_charging(day("2025-01-01")), Ok(vec![]));
    assert_eq!(loan, before);
    let mut annulled = signed();
    assert_eq!(annulled.annul().unwrap()[0].name(), "kredo.loan.annulled.v1");
    assert_eq!(annulled.annul(), Ok(vec![]));
}

type Command = fn(&mut Loan) -> Events;

#[test]
fn what_contradicts_the_state_is_refused_and_changes_nothing() {
    let mut annulled = disbursed();
    annulled.annul().unwrap();
    let disburse: Command = |loan| loan.disburse(at("2025-01-01T00:00:00Z"));
    let charge: Command = |loan| loan.start_charging(day("2025-01-01"));
    for (mut loan, command) in [
        (signed(), charge),
        (annulled.clone(), charge),
        (annulled, disburse),
        (active(), Loan::annul as Command),
    ] {
        let before = loan.clone();
        let refused = command(&mut loan).unwrap_err();
        assert_eq!(refused.code().name(), "LOAN_STATE_MISMATCH", "{refused}");
        assert_eq!(loan, before);
    }
}

#[test]
fn interest_accrues_from_the_day_after_charging_began() {
    let lent = kopecks(8_050_050);
    let owed = |loan: Loan, on: &str| loan.debt_on(day(on)).unwrap();
    let debt = |principal, interest| LoanDebt { principal, interest: kopecks(interest) };
    assert_eq!(owed(signed(), "2025-01-01"), debt(kopecks(0), 0));
    assert_eq!(owed(disbursed(), "2025-01-01"), debt(lent, 0));
    // 8 050 050 × 17.3 % / 365 = 3 815.503…, rounded to 3 816 kopecks a day.
    for (on, interest) in
        [("2024-11-22", 0), ("2024-11-23", 0), ("2024-11-24", 3_816), ("2024-12-23", 114_480)]
    {
        assert_eq!(owed(active(), on), debt(lent, interest), "{on}");
    }
}

#[test]
fn an_event_tells_guids_and_no_amounts() {
    let events = disbursed().start_charging(day("2024-11-23")).unwrap();
    let expected = serde_json::json!({
        "loanGuid": Uuid::from_u128(1),
        "customerGuid": Uuid::from_u128(3),
    });
    assert_eq!(serde_json::to_value(&events[0]).unwrap(), expected);
    assert_eq!(events[0].name(), "kredo.loan.charging-started.v1");
    assert_eq!(events[0].subject(), Uuid::from_u128(1).to_string());
}
