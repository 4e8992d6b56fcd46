//! Whether there can be an offer, and which.

use super::{
    Desk,
    own_registers::OwnRegisters,
    plain::Plain,
    reports::{Answers, Reports},
    subject::channel,
};
use crate::{
    AppError, UnitOfWork,
    activity::{Guid, LocalActivity},
    loan_application::own::find,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::{
    ErrorCode, Money,
    loan::Term,
    loan_application::{
        DeclineReason, DeclineReasons, Income, LoanApplicationId, Questionnaire, code,
    },
    product::{Offer, OfferRequest, Product, ProductTerms, RateSteps},
    scoring::{
        BureauReport, DebtBurden, MonthlyPaymentRule, PersonFacts, RegisterFacts, ScoringFigures,
        StatedDocument, employment_months,
    },
};
use serde::{Deserialize, Serialize};

/// An offer that keeps the law, and the figures to decide on it by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Assessment {
    pub(super) offer: Offer,
    pub(super) figures: ScoringFigures,
}

/// Checks the borrower and prices the loan; everything that stands against it is told at once.
pub(super) struct Assess(pub(super) Desk);

#[async_trait]
impl LocalActivity for Assess {
    const NAME: &'static str = "LoanApplicationActivity#assess";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "reports"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, code::LOAN_APPLICATION_STAGE_MISMATCH];
    type Arguments = (Guid, Plain<Reports>);
    type Output = Plain<Assessment>;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), Plain(reports)): (Guid, Plain<Reports>),
    ) -> Result<Option<Plain<Assessment>>, AppError> {
        let mut application = find(unit, LoanApplicationId::new(id)).await?;
        let own = self.0.own_registers(unit, &application.value).await?;
        let questionnaire = &application.value.record().questionnaire;
        let now = self.0.time.now();
        let reasons = match self.assess(questionnaire, (reports.as_ref(), &own), now)? {
            Ok(assessment) => return Ok(Some(Plain(assessment))),
            Err(reasons) => reasons,
        };
        let events = application.value.decline(reasons)?;
        if !events.is_empty() {
            unit.loan_applications().update(application).await?;
            self.0.recorder.record(unit, &events).await?;
        }
        Ok(None)
    }
}

impl Assess {
    fn assess(
        &self,
        questionnaire: &Questionnaire,
        (answers, own): (Option<&Answers>, &OwnRegisters),
        now: DateTime<Utc>,
    ) -> Result<Result<Assessment, DeclineReasons>, AppError> {
        let lending = &self.0.lending;
        let Some(product) = lending.product(&questionnaire.product_code) else {
            return Ok(Err(DeclineReason::ProductUnknown.into()));
        };
        let mut reasons = self.checks(questionnaire, product, (answers, own), now);
        let offer = match self.price(questionnaire, product, now) {
            Ok(offer) => offer,
            Err(refused) => {
                reasons.extend(refused.iter());
                return Ok(Err(all(reasons, refused)));
            }
        };
        let known = BureauReport::known_loans(answers.map_or(&[], |a| &a.bureaus));
        let today = self.0.time.day_of(now);
        let expensive = lending.law.expensive_refusals(today, offer.psk().percent(), &known);
        reasons.extend(expensive.iter().map(DeclineReason::from));
        if let Some(reasons) = DeclineReasons::from_all(reasons) {
            return Ok(Err(reasons));
        }
        let figures = self.figures(questionnaire, product, &offer, answers, now)?;
        Ok(Ok(Assessment { offer, figures }))
    }

    /// Checks the borrower once more, on the day of the contract; the approved terms stand, with the
    /// dates of that day (353-FZ art. 7).
    pub(super) fn again(
        &self,
        questionnaire: &Questionnaire,
        approved: Option<&Offer>,
        (answers, own): (Option<&Answers>, &OwnRegisters),
        now: DateTime<Utc>,
    ) -> Result<Offer, DeclineReasons> {
        let lending = &self.0.lending;
        let product = lending.product(&questionnaire.product_code);
        let (Some(product), Some(approved)) = (product, approved) else {
            return Err(DeclineReason::ProductUnknown.into());
        };
        let mut reasons = self.checks(questionnaire, product, (answers, own), now);
        let today = self.0.time.day_of(now);
        let offer = if approved.contract_date() == today {
            approved.clone()
        } else {
            let product = at_rate(product, approved).ok_or(DeclineReason::ProductUnknown)?;
            self.price(questionnaire, &product, now)?
        };
        let known = BureauReport::known_loans(answers.map_or(&[], |a| &a.bureaus));
        let expensive = lending.law.expensive_refusals(today, offer.psk().percent(), &known);
        reasons.extend(expensive.iter().map(DeclineReason::from));
        DeclineReasons::from_all(reasons).map_or(Ok(offer), Err)
    }

    fn checks(
        &self,
        questionnaire: &Questionnaire,
        product: &Product,
        (answers, own): (Option<&Answers>, &OwnRegisters),
        now: DateTime<Utc>,
    ) -> Vec<DeclineReason> {
        let Desk { lending, outside, time, .. } = &self.0;
        let on = time.day_of(now);
        let documents: Vec<_> = questionnaire.documents.iter().map(stated).collect();
        let person = PersonFacts {
            on,
            product,
            birth_date: questionnaire.customer.birth_date,
            documents: &documents,
            passport_register: own.passports,
        };
        let mut findings = person.findings();
        if let Some(answers) = answers {
            let bureaus: Vec<_> =
                outside.bureaus.iter().map(|bureau| bureau.name().to_owned()).collect();
            let register = RegisterFacts {
                on,
                calendar: &lending.law,
                lender: lending.lender.into(),
                channel: channel(questionnaire),
                restrictions: &own.restrictions,
                bureaus: &bureaus,
                bureau_reports: &answers.bureaus,
                sanctions: &answers.sanctions,
            };
            findings.extend(register.findings());
        }
        findings.iter().map(DeclineReason::from).collect()
    }

    /// Prices the loan as if it were signed now: the schedule is anchored on the first day on which
    /// the law lets the money go.
    fn price(
        &self,
        questionnaire: &Questionnaire,
        product: &Product,
        now: DateTime<Utc>,
    ) -> Result<Offer, DeclineReasons> {
        let Desk { lending, time, .. } = &self.0;
        let contract_date = time.day_of(now);
        let amount = questionnaire.loan_amount;
        let unit = product.terms().term.unit;
        let term = Term::try_new(questionnaire.loan_term, unit)
            .map_err(|_| DeclineReason::TermOutOfRange)?;
        let exemption = product.cooling_off_exemption(questionnaire.mode.is_in_person());
        let disbursed = lending.law.not_before(contract_date, now, amount, exemption);
        let request = OfferRequest {
            amount,
            term,
            contract_date,
            disbursed_on: time.day_of(disbursed),
            extras: Vec::new(),
            market_limit: None,
        };
        Offer::price(product, &lending.law, &request)
            .map_err(|refusal| DeclineReasons::from(&refusal))
    }

    fn figures(
        &self,
        questionnaire: &Questionnaire,
        product: &Product,
        offer: &Offer,
        answers: Option<&Answers>,
        now: DateTime<Utc>,
    ) -> Result<ScoringFigures, AppError> {
        let failed = |cause| AppError::internal("summing amounts", cause);
        let employment = &questionnaire.employment;
        let zero = Money::zero(offer.amount().currency());
        let incomes = [Some(&employment.income), employment.extra_income.as_ref()];
        let mut incomes = incomes.into_iter().flatten().filter_map(Income::money);
        let income = incomes.try_fold(zero, Money::checked_add).map_err(failed)?;
        let total = offer.amount().checked_add(offer.overpayment()).map_err(failed)?;
        let own = self.0.lending.monthly_payment.monthly_payment(offer.term(), total)?;
        let others =
            BureauReport::highest_payments(answers.map_or(&[], |a| &a.bureaus)).map_err(failed)?;
        let payments: Vec<_> = others.into_iter().chain([own]).collect();
        let today = self.0.time.day_of(now);
        let age = today.years_since(questionnaire.customer.birth_date).unwrap_or_default();
        let terms = product.terms();
        Ok(ScoringFigures {
            product: terms.code.clone(),
            amount: offer.amount(),
            amount_limits: terms.amount,
            term: offer.term(),
            term_limits: terms.term,
            age,
            employment_months: employment.work_experience.as_deref().and_then(employment_months),
            debt_burden: DebtBurden::assess(&payments, income)?,
        })
    }
}

/// The product at the approved rate, or lower where the law of another day wants it.
fn at_rate(product: &Product, approved: &Offer) -> Option<Product> {
    let terms = product.terms();
    let rate = RateSteps { start: approved.rate(), ..terms.rate };
    Product::try_new(ProductTerms { rate, ..terms.clone() }).ok()
}

fn all(reasons: Vec<DeclineReason>, otherwise: DeclineReasons) -> DeclineReasons {
    DeclineReasons::from_all(reasons).unwrap_or(otherwise)
}

fn stated(document: &kredo_domain::loan_application::StatedDocument) -> StatedDocument {
    StatedDocument {
        type_name: document.type_name(),
        series: document.series.clone(),
        number: Some(document.number.clone()),
        issue_date: document.issue_date,
        expiration_date: document.expiration_date,
    }
}
