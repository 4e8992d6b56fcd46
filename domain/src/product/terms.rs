//! The terms of a product, checked when it is made.

use super::{Misfit, ProductError};
use crate::{
    FieldFault, Money,
    loan::{InterestRate, Term, TermUnit},
    regulation::{CoolingOffExemption, LoanCategory},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::iter;

/// What money is lent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LoanKind {
    /// Goods bought at a partner's; the partner is paid.
    PosGoods,
    /// Money until payday; the borrower is paid.
    Payday,
}

/// From the least to the most, both allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountLimits {
    /// The least.
    pub min: Money,
    /// The most.
    pub max: Money,
}

/// From the shortest to the longest, both allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermLimits {
    /// Days make a single payment, months a payment each.
    pub unit: TermUnit,
    /// The shortest.
    pub min: u32,
    /// The longest.
    pub max: u32,
}

/// The rate, and the steps in which an offer may lower it to stay within the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateSteps {
    /// The rate an offer begins with; its basis is the day count.
    pub start: InterestRate,
    /// By how much it is lowered, percent of the same basis.
    pub step: Decimal,
    /// The lowest percentage an offer may have.
    pub floor: Decimal,
}

/// Full years of age, both allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeLimits {
    /// The youngest.
    pub min: u32,
    /// The oldest.
    pub max: u32,
}

/// Everything a product says, as in a configuration; [`Product`] is its checked form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductTerms {
    /// The code partners and flows know it by.
    pub code: String,
    /// The name clients read, Russian.
    pub name: String,
    /// What the money is for.
    pub kind: LoanKind,
    /// How much may be lent.
    pub amount: AmountLimits,
    /// For how long.
    pub term: TermLimits,
    /// At which rate.
    pub rate: RateSteps,
    /// The rate on overdue principal; none means the offer's own rate.
    pub overdue_rate: Option<InterestRate>,
    /// To whom, by age on the day of the contract.
    pub age: AgeLimits,
    /// Whether it is sold where the borrower is present in person.
    pub in_person: bool,
    /// The regulator's category, for the limit from the market average.
    pub category: LoanCategory,
    /// Whether it is a special small loan (353-FZ art. 6.2).
    pub is_small_loan: bool,
}

/// A loan product whose terms do not contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ProductTerms", into = "ProductTerms")]
pub struct Product(ProductTerms);

impl TryFrom<ProductTerms> for Product {
    type Error = ProductError;
    fn try_from(terms: ProductTerms) -> Result<Self, ProductError> {
        Self::try_new(terms)
    }
}

impl From<Product> for ProductTerms {
    fn from(product: Product) -> Self {
        product.0
    }
}

impl Product {
    /// The most steps between the rate and its floor: each may be tried for an offer.
    pub const MAX_STEPS: u32 = 1_000;

    /// A product of these terms.
    ///
    /// # Errors
    /// [`ProductError::Invalid`] with every field that is empty, out of bounds or out of order.
    pub fn try_new(terms: ProductTerms) -> Result<Self, ProductError> {
        let faults = faults(&terms);
        if faults.is_empty() { Ok(Self(terms)) } else { Err(ProductError::Invalid(faults)) }
    }
    /// Examples: goods in a shop (`1800`) and money until payday (`PDL_GDP_DOP0`).
    ///
    /// # Errors
    /// [`ProductError`] never, unless the built-in file is damaged.
    pub fn built_in() -> Result<Vec<Self>, ProductError> {
        serde_json::from_str(include_str!("built_in.json"))
            .map_err(|fault| ProductError::Unreadable(fault.to_string()))
    }
    /// Everything it says.
    #[must_use]
    pub const fn terms(&self) -> &ProductTerms {
        &self.0
    }
    /// Why a loan of that amount and term is none of this product; empty when it fits.
    #[must_use]
    pub fn misfits(&self, amount: Money, term: Term) -> Vec<Misfit> {
        let (amounts, terms) = (self.0.amount, self.0.term);
        let is_unit = term.unit() == terms.unit;
        let is_currency = amount.currency() == amounts.min.currency();
        let faults = [
            (!is_currency).then_some(Misfit::Currency(amounts.min.currency())),
            (is_currency && amount.minor() < amounts.min.minor())
                .then_some(Misfit::AmountBelow(amounts.min)),
            (is_currency && amount.minor() > amounts.max.minor())
                .then_some(Misfit::AmountAbove(amounts.max)),
            (!is_unit).then_some(Misfit::TermUnit(terms.unit)),
            (is_unit && term.count() < terms.min).then_some(Misfit::TermBelow(terms.min)),
            (is_unit && term.count() > terms.max).then_some(Misfit::TermAbove(terms.max)),
        ];
        faults.into_iter().flatten().collect()
    }
    /// Why a person born on that day is too young or too old on another; `None` when neither.
    #[must_use]
    pub fn age_misfit(&self, born: NaiveDate, on: NaiveDate) -> Option<Misfit> {
        let AgeLimits { min, max } = self.0.age;
        match on.years_since(born) {
            Some(age) if age > max => Some(Misfit::AgeAbove(max)),
            Some(age) if age >= min => None,
            Some(_) | None => Some(Misfit::AgeBelow(min)),
        }
    }
    /// The exemption from the cooling-off time (353-FZ art. 7 part 9.3), for an application made
    /// in person or not.
    #[must_use]
    pub fn cooling_off_exemption(&self, made_in_person: bool) -> Option<CoolingOffExemption> {
        let is_purchase = match self.0.kind {
            LoanKind::PosGoods => true,
            LoanKind::Payday => false,
        };
        (is_purchase && self.0.in_person && made_in_person)
            .then_some(CoolingOffExemption::PurchaseInPerson)
    }
    /// The rates an offer may have, from the product's own down to the floor.
    pub fn rates(&self) -> impl Iterator<Item = InterestRate> {
        let RateSteps { start, step, floor } = self.0.rate;
        let lower = move |rate: &InterestRate| {
            let percent = rate.percent().checked_sub(step).filter(|percent| *percent >= floor)?;
            InterestRate::try_new(percent, start.basis()).ok()
        };
        iter::successors(Some(start), lower)
    }
}

fn faults(terms: &ProductTerms) -> Vec<FieldFault> {
    let ProductTerms { amount, term, rate, age, .. } = terms;
    let fits = |count| Term::try_new(count, term.unit).is_ok();
    let steps = rate.start.percent().saturating_sub(rate.floor).checked_div(rate.step);
    let few = steps.is_some_and(|steps| steps <= Product::MAX_STEPS.into());
    let is_rate = |percent| InterestRate::try_new(percent, rate.start.basis()).is_ok();
    let checks = [
        (!terms.code.trim().is_empty(), "code", "must not be empty"),
        (!terms.name.trim().is_empty(), "name", "must not be empty"),
        (amount.min.minor() > 0, "amount.min", "must be positive"),
        (amount.min.minor() <= amount.max.minor(), "amount.max", "must not be below the least"),
        (amount.min.currency() == amount.max.currency(), "amount.max", "must be in one currency"),
        (fits(term.min), "term.min", "must be a term"),
        (fits(term.max), "term.max", "must be a term"),
        (term.min <= term.max, "term.max", "must not be below the shortest"),
        (rate.step > Decimal::ZERO && is_rate(rate.step), "rate.step", "must be a positive rate"),
        (is_rate(rate.floor), "rate.floor", "must be a rate"),
        (rate.floor <= rate.start.percent(), "rate.floor", "must not be above the start"),
        (rate.step <= Decimal::ZERO || few, "rate.step", "must make 1000 steps at most"),
        (age.min <= age.max, "age.max", "must not be below the youngest"),
    ];
    let wrong = checks.into_iter().filter(|(is_right, ..)| !is_right);
    wrong.map(|(_, path, message)| FieldFault::new(path, message)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::{a_day, a_year, day, days, dec, kopecks, months};

    fn built_in(code: &str) -> Product {
        let products = Product::built_in().unwrap();
        products.into_iter().find(|product| product.terms().code == code).unwrap()
    }

    #[test]
    fn the_built_in_products_are_the_shops_and_the_payday_one() {
        let shop = built_in("1800");
        assert_eq!(shop.terms().kind, LoanKind::PosGoods);
        assert_eq!(shop.terms().rate.start, a_year("17.3"));
        assert_eq!(shop.misfits(kopecks(300_000), months(3)), []);
        assert_eq!(shop.misfits(kopecks(50_000_000), months(36)), []);
        let payday = built_in("PDL_GDP_DOP0");
        assert_eq!(payday.terms().kind, LoanKind::Payday);
        assert_eq!(payday.terms().rate.start, a_day("0.8"));
        assert_eq!(payday.misfits(kopecks(200_000), days(7)), []);
        assert_eq!(payday.misfits(kopecks(3_000_000), days(30)), []);
        assert_eq!(Product::built_in().unwrap().len(), 2);
    }

    #[test]
    fn every_misfit_is_named() {
        let payday = built_in("PDL_GDP_DOP0");
        let (min, max) = (kopecks(200_000), kopecks(3_000_000));
        for (amount, term, misfits) in [
            (199_999, days(6), vec![Misfit::AmountBelow(min), Misfit::TermBelow(7)]),
            (3_000_001, days(31), vec![Misfit::AmountAbove(max), Misfit::TermAbove(30)]),
            (200_000, months(7), vec![Misfit::TermUnit(TermUnit::Day)]),
        ] {
            assert_eq!(payday.misfits(kopecks(amount), term), misfits);
        }
    }

    #[test]
    fn age_is_counted_in_full_years_on_the_day() {
        let product = built_in("PDL_GDP_DOP0");
        let born = day("2008-02-29");
        assert_eq!(product.age_misfit(born, day("2026-02-28")), Some(Misfit::AgeBelow(18)));
        assert_eq!(product.age_misfit(born, day("2026-03-01")), None);
        assert_eq!(product.age_misfit(born, day("2084-02-28")), None);
        assert_eq!(product.age_misfit(born, day("2084-02-29")), Some(Misfit::AgeAbove(75)));
        assert_eq!(product.age_misfit(day("2030-01-01"), born), Some(Misfit::AgeBelow(18)));
    }

    #[test]
    fn only_goods_bought_in_person_need_no_cooling_off() {
        let exempt = Some(CoolingOffExemption::PurchaseInPerson);
        assert_eq!(built_in("1800").cooling_off_exemption(true), exempt);
        assert_eq!(built_in("1800").cooling_off_exemption(false), None);
        assert_eq!(built_in("PDL_GDP_DOP0").cooling_off_exemption(true), None);
        let online = ProductTerms { in_person: false, ..built_in("1800").terms().clone() };
        assert_eq!(Product::try_new(online).unwrap().cooling_off_exemption(true), None);
    }

    #[test]
    fn rates_fall_in_steps_and_stop_at_the_floor() {
        let mut terms = built_in("PDL_GDP_DOP0").terms().clone();
        terms.rate = RateSteps { start: a_day("0.8"), step: dec("0.03"), floor: dec("0.7") };
        let product = Product::try_new(terms).unwrap();
        let percents: Vec<_> = product.rates().map(InterestRate::percent).collect();
        assert_eq!(percents, [dec("0.8"), dec("0.77"), dec("0.74"), dec("0.71")]);
    }

    #[test]
    fn a_product_reads_back_equal() {
        let product = built_in("1800");
        let stored = serde_json::to_string(&product).unwrap();
        assert_eq!(serde_json::from_str::<Product>(&stored).unwrap(), product);
    }

    #[test]
    fn a_product_that_contradicts_itself_is_refused_with_every_fault() {
        let right = built_in("1800").terms().clone();
        let wrong = ProductTerms {
            code: " ".to_owned(),
            amount: AmountLimits { min: kopecks(5), max: kopecks(4) },
            term: TermLimits { unit: TermUnit::Month, min: 7, max: 601 },
            rate: RateSteps { start: a_year("17.3"), step: dec("0.01"), floor: dec("18") },
            age: AgeLimits { min: 76, max: 75 },
            ..right.clone()
        };
        let Err(ProductError::Invalid(faults)) = Product::try_new(wrong) else {
            panic!("was accepted");
        };
        let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, ["code", "amount.max", "term.max", "rate.floor", "age.max"]);

        for rate in [
            RateSteps { step: dec("0"), ..right.rate },
            RateSteps { step: dec("-0.1"), ..right.rate },
            RateSteps { step: dec("0.001"), ..right.rate },
            RateSteps { floor: dec("-1"), ..right.rate },
        ] {
            let wrong = ProductTerms { rate, ..right.clone() };
            let stored = serde_json::to_string(&wrong).unwrap();
            assert!(serde_json::from_str::<Product>(&stored).is_err(), "{rate:?}");
        }
    }
}
