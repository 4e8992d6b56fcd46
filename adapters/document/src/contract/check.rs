//! What must hold before a contract is printed.

use kredo_application::loan_application::contract_document::{
    ContractDocument, LoanPurpose, RenderError, ScheduleRow,
};
use kredo_domain::{FieldFault, Money, MoneyError};
use rust_decimal::Decimal;

/// The sums below a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) payment: Money,
    pub(crate) main_debt: Money,
    pub(crate) interest: Money,
}

/// Refuses a contract whose parts contradict each other; the schedule's totals come back.
pub(crate) fn check(contract: &ContractDocument) -> Result<Totals, RenderError> {
    let mut faults = Faults(Vec::new());
    let (number, terms) = (&contract.number, &contract.terms);
    let is_number = number.len() == 14 && number.bytes().all(|b| b.is_ascii_digit());
    faults.unless(is_number, "number", "14 digits are wanted");
    faults.unless(terms.amount.minor() > 0, "terms.amount", "must be more than nothing");
    faults.unless(terms.term.count > 0, "terms.term", "must be at least one unit");
    let psk = terms.psk_percent;
    let in_range = psk >= Decimal::ZERO && psk < Decimal::from(1_000_000);
    faults.unless(in_range, "terms.psk_percent", "must be from 0 to 999999.999");
    faults.unless(psk.normalize().scale() <= 3, "terms.psk_percent", "three decimals at most");
    faults.unless(terms.psk_money.minor() >= 0, "terms.psk_money", "must not be negative");
    faults.unless(!terms.payment_methods.is_empty(), "terms.payment_methods", "one at least");
    if let LoanPurpose::Purchase(purchase) = &terms.purpose {
        faults.unless(!purchase.items.is_empty(), "terms.purpose.items", "one at least");
    }
    faults.unless(!contract.schedule.is_empty(), "schedule", "one payment at least");
    faults.unless(
        is_chain(contract),
        "schedule",
        "dates must rise and each debt follow from the last",
    );
    let others = contract.schedule.split_last().map(|(_, others)| others).unwrap_or_default();
    let level = others.iter().all(|row| row.payment == terms.level_payment);
    faults.unless(level, "terms.level_payment", "must be every payment but the last");
    let totals = totals(&contract.schedule, terms.amount);
    let adds_up = totals.is_ok_and(|sum| {
        sum.main_debt == terms.amount && sum.main_debt.checked_add(sum.interest) == Ok(sum.payment)
    });
    faults.unless(adds_up, "schedule", "the payments do not add up to the amount and interest");
    match totals {
        Ok(totals) if faults.0.is_empty() => Ok(totals),
        Ok(_) | Err(_) => Err(RenderError::Invalid(faults.0)),
    }
}

/// True when each row's debt follows from the row before it.
fn is_chain(contract: &ContractDocument) -> bool {
    let (mut date, mut debt) = (contract.date, contract.terms.amount);
    for row in &contract.schedule {
        let follows = row.date > date && debt.checked_sub(row.main_debt) == Ok(row.balance);
        if !follows {
            return false;
        }
        (date, debt) = (row.date, row.balance);
    }
    true
}

struct Faults(Vec<FieldFault>);

impl Faults {
    fn unless(&mut self, holds: bool, path: &str, message: &str) {
        if !holds {
            self.0.push(FieldFault::new(path, message));
        }
    }
}

fn totals(rows: &[ScheduleRow], amount: Money) -> Result<Totals, MoneyError> {
    let nothing = Money::zero(amount.currency());
    let mut totals = Totals { payment: nothing, main_debt: nothing, interest: nothing };
    for row in rows {
        totals.payment = totals.payment.checked_add(row.payment)?;
        totals.main_debt = totals.main_debt.checked_add(row.main_debt)?;
        totals.interest = totals.interest.checked_add(row.interest)?;
    }
    Ok(totals)
}
