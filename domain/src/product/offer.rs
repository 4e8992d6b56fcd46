//! Priced offers within the law.

use super::{Misfit, OfferRefusal, Product};
use crate::{
    Money,
    loan::{InterestRate, LoanError, Psk, Schedule, Term},
    regulation::{Calendar, Finding, LoanTerms, MarketLimit},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Who gets the money for an extra.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Payee {
    /// The lender: counts in the limit of the overpayment.
    Lender,
    /// Somebody else, an insurer for one.
    ThirdParty,
}

/// A paid extra beside the loan, paid when the money is disbursed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// The name clients read, Russian.
    pub name: String,
    /// Its price.
    pub amount: Money,
    /// Who is paid.
    pub payee: Payee,
    /// Whether the loan would not be given, or be given on other terms, without it: then it counts
    /// in PSK (353-FZ art. 6 part 4).
    pub affects_terms: bool,
}

/// What a borrower asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferRequest {
    /// How much to lend.
    pub amount: Money,
    /// For how long.
    pub term: Term,
    /// The day of the contract: its law applies.
    pub contract_date: NaiveDate,
    /// The expected day of disbursement: the schedule is anchored on it.
    pub disbursed_on: NaiveDate,
    /// Extras the borrower chose.
    pub extras: Vec<Extra>,
    /// The regulator's published limit of PSK for the product's category and the quarter of the
    /// contract, percent a year; without one the fixed limit alone rules.
    pub market_limit: Option<Decimal>,
}

/// An offer that keeps every limit of the law of its contract date.
///
/// [`Offer::price`] is the only way to make one. Reading a stored offer checks that it adds up and
/// that no limit it was judged by is broken; the law of today is not asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredOffer")]
pub struct Offer {
    product: String,
    term: Term,
    contract_date: NaiveDate,
    overdue_rate: Option<InterestRate>,
    extras: Vec<Extra>,
    schedule: Schedule,
    psk: Psk,
    overpayment: Money,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredOffer {
    product: String,
    term: Term,
    contract_date: NaiveDate,
    overdue_rate: Option<InterestRate>,
    extras: Vec<Extra>,
    schedule: Schedule,
    psk: Psk,
    overpayment: Money,
    findings: Vec<Finding>,
}

impl TryFrom<StoredOffer> for Offer {
    type Error = String;
    fn try_from(stored: StoredOffer) -> Result<Self, String> {
        let StoredOffer { product, term, contract_date, overdue_rate, extras, .. } = stored;
        let StoredOffer { schedule, psk, overpayment, findings, .. } = stored;
        let charges = Charges::of(&extras, schedule.principal()).map_err(|e| e.to_string())?;
        let interest = schedule.interest();
        let adds_up = interest.checked_add(charges.lender) == Ok(overpayment)
            && interest.checked_add(charges.counted) == Ok(psk.money());
        if !adds_up {
            return Err("the stored offer does not add up".to_owned());
        }
        if let Some(breach) = findings.iter().find(|finding| finding.is_breach()) {
            return Err(format!("the stored offer breaks {}", breach.limit().code()));
        }
        Ok(Self {
            product,
            term,
            contract_date,
            overdue_rate,
            extras,
            schedule,
            psk,
            overpayment,
            findings,
        })
    }
}

impl Offer {
    /// Prices a loan of that product, at its rate or the first lower step at which no limit of the
    /// law is broken.
    ///
    /// Every step is tried, from the highest: rounding to kopecks can make a slightly lower rate
    /// dearer, so that the lawful rates need not be all those below the first.
    ///
    /// # Errors
    /// [`OfferRefusal`]: what does not fit the product, what breaks the law even at the lowest
    /// step, or why the schedule or its price cannot be computed.
    pub fn price(
        product: &Product,
        calendar: &Calendar,
        request: &OfferRequest,
    ) -> Result<Self, OfferRefusal> {
        let mut misfits = product.misfits(request.amount, request.term);
        if request.disbursed_on < request.contract_date {
            misfits.push(Misfit::DisbursedBeforeContract(request.contract_date));
        }
        if !misfits.is_empty() {
            return Err(OfferRefusal::OutsideProduct(misfits));
        }
        let mut refusal = None;
        for rate in product.rates() {
            let offer = Self::at_rate(product, calendar, request, rate)?;
            if !offer.findings.iter().any(Finding::is_breach) {
                return Ok(offer);
            }
            refusal = Some((rate, offer.findings));
        }
        let (rate, mut breaches) = refusal.unwrap_or((product.terms().rate.start, Vec::new()));
        breaches.retain(Finding::is_breach);
        Err(OfferRefusal::BeyondLaw { rate, breaches })
    }

    fn at_rate(
        product: &Product,
        calendar: &Calendar,
        request: &OfferRequest,
        rate: InterestRate,
    ) -> Result<Self, LoanError> {
        let terms = product.terms();
        let dates = request.term.due_dates(request.disbursed_on)?;
        let schedule = Schedule::level(request.amount, rate, request.disbursed_on, &dates)?;
        let charges = Charges::of(&request.extras, request.amount)?;
        let psk = Psk::of_schedule(&schedule, request.term.unit(), &[charges.counted])?;
        let overpayment = schedule.interest().checked_add(charges.lender)?;
        let market = |percent| MarketLimit { category: terms.category, percent };
        let findings = calendar.findings(&LoanTerms {
            contract_date: request.contract_date,
            schedule: &schedule,
            psk: &psk,
            overdue_rate: terms.overdue_rate,
            lender_charges: charges.lender,
            is_small_loan: terms.is_small_loan,
            market_limit: request.market_limit.map(market),
        });
        Ok(Self {
            product: terms.code.clone(),
            term: request.term,
            contract_date: request.contract_date,
            overdue_rate: terms.overdue_rate,
            extras: request.extras.clone(),
            schedule,
            psk,
            overpayment,
            findings,
        })
    }
    /// The code of the product.
    #[must_use]
    pub fn product(&self) -> &str {
        &self.product
    }
    /// The amount lent.
    #[must_use]
    pub const fn amount(&self) -> Money {
        self.schedule.principal()
    }
    /// The term.
    #[must_use]
    pub const fn term(&self) -> Term {
        self.term
    }
    /// The day of the contract.
    #[must_use]
    pub const fn contract_date(&self) -> NaiveDate {
        self.contract_date
    }
    /// The expected day of disbursement.
    #[must_use]
    pub const fn disbursed_on(&self) -> NaiveDate {
        self.schedule.start()
    }
    /// The rate, lowered where the law asked for it.
    #[must_use]
    pub const fn rate(&self) -> InterestRate {
        self.schedule.rate()
    }
    /// The rate on overdue principal.
    #[must_use]
    pub fn overdue_rate(&self) -> InterestRate {
        self.overdue_rate.unwrap_or(self.rate())
    }
    /// The paid extras.
    #[must_use]
    pub fn extras(&self) -> &[Extra] {
        &self.extras
    }
    /// The payments.
    #[must_use]
    pub const fn schedule(&self) -> &Schedule {
        &self.schedule
    }
    /// The full cost of credit, in percent and in money.
    #[must_use]
    pub const fn psk(&self) -> Psk {
        self.psk
    }
    /// Interest and the lender's own charges: what 353-FZ art. 5 part 24 limits.
    #[must_use]
    pub const fn overpayment(&self) -> Money {
        self.overpayment
    }
    /// The limits of the law it was judged by, with its figures: evidence for the file.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

struct Charges {
    lender: Money,
    counted: Money,
}

impl Charges {
    fn of(extras: &[Extra], like: Money) -> Result<Self, LoanError> {
        let zero = Money::zero(like.currency());
        let mut charges = Self { lender: zero, counted: zero };
        for extra in extras {
            if extra.amount.minor() < 0 {
                return Err(LoanError::AmountNotPositive(extra.amount));
            }
            if extra.payee == Payee::Lender {
                charges.lender = charges.lender.checked_add(extra.amount)?;
            }
            if extra.affects_terms {
                charges.counted = charges.counted.checked_add(extra.amount)?;
            }
        }
        Ok(charges)
    }
}

#[cfg(test)]
mod tests;
