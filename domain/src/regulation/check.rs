//! Whether a loan's terms keep within the law of its contract date.

use super::{Calendar, MarketLimit, error::code};
use crate::{
    ErrorCode, Money,
    loan::{InterestRate, Psk, Schedule},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a loan is judged by.
#[derive(Debug, Clone, Copy)]
pub struct LoanTerms<'a> {
    /// The day of the contract, which decides what law applies.
    pub contract_date: NaiveDate,
    /// The final schedule.
    pub schedule: &'a Schedule,
    /// The full cost of credit of that schedule and of every counted payment.
    pub psk: &'a Psk,
    /// The rate on overdue debt, where it differs.
    pub overdue_rate: Option<InterestRate>,
    /// What the lender itself charges for services beside interest.
    pub lender_charges: Money,
    /// Whether it is a special small loan (353-FZ art. 6.2).
    pub is_small_loan: bool,
    /// The published limit from the market average, where there is one.
    pub market_limit: Option<MarketLimit>,
}

/// What the law limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Limit {
    /// The interest rate.
    DailyRate,
    /// The rate on overdue debt.
    OverdueRate,
    /// PSK, by the fixed limit.
    Psk,
    /// PSK, by the limit from the market average.
    MarketPsk,
    /// What is charged beside the principal.
    Overpayment,
    /// The amount of a special small loan.
    SmallLoanAmount,
    /// The term of a special small loan.
    SmallLoanTerm,
    /// The payments of a special small loan beside the principal.
    SmallLoanTotal,
    /// The same for its days.
    SmallLoanDaily,
}

/// What the figures of a [`Finding`] count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Unit {
    /// Percent a day.
    PercentPerDay,
    /// Percent a year.
    PercentPerYear,
    /// Roubles.
    Roubles,
    /// Days.
    Days,
}

impl Limit {
    /// The code of a breach of it.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::DailyRate => code::DAILY_RATE_ABOVE_LIMIT,
            Self::OverdueRate => code::OVERDUE_RATE_ABOVE_LIMIT,
            Self::Psk => code::PSK_ABOVE_LIMIT,
            Self::MarketPsk => code::PSK_ABOVE_MARKET_LIMIT,
            Self::Overpayment => code::OVERPAYMENT_ABOVE_LIMIT,
            Self::SmallLoanAmount => code::SMALL_LOAN_AMOUNT_ABOVE_LIMIT,
            Self::SmallLoanTerm => code::SMALL_LOAN_TERM_ABOVE_LIMIT,
            Self::SmallLoanTotal => code::SMALL_LOAN_TOTAL_ABOVE_LIMIT,
            Self::SmallLoanDaily => code::SMALL_LOAN_DAILY_ABOVE_LIMIT,
        }
    }
    /// What its figures count.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::DailyRate | Self::OverdueRate => Unit::PercentPerDay,
            Self::Psk | Self::MarketPsk => Unit::PercentPerYear,
            Self::Overpayment
            | Self::SmallLoanAmount
            | Self::SmallLoanTotal
            | Self::SmallLoanDaily => Unit::Roubles,
            Self::SmallLoanTerm => Unit::Days,
        }
    }
}

/// One limit of the law laid against a loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    limit: Limit,
    article: String,
    found: Decimal,
    allowed: Decimal,
}

impl Finding {
    /// What is limited.
    #[must_use]
    pub const fn limit(&self) -> Limit {
        self.limit
    }
    /// The article of the law.
    #[must_use]
    pub fn article(&self) -> &str {
        &self.article
    }
    /// What the loan has, in the limit's unit.
    #[must_use]
    pub const fn found(&self) -> Decimal {
        self.found
    }
    /// The most it may have.
    #[must_use]
    pub const fn allowed(&self) -> Decimal {
        self.allowed
    }
    /// Whether it is more than allowed.
    #[must_use]
    pub fn is_breach(&self) -> bool {
        self.found > self.allowed
    }
}

impl Calendar {
    /// Every limit that applies to the loan, kept or not.
    ///
    /// PSK is compared as printed, rounded to three decimals. The overpayment is what the schedule
    /// and the lender's own charges will have cost at the end, for terms up to the one the law
    /// names; later penalties are capped while they accrue.
    #[must_use]
    pub fn findings(&self, terms: &LoanTerms<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        if terms.is_small_loan {
            self.small_loan_findings(terms, &mut findings);
        } else {
            self.rate_findings(terms, &mut findings);
        }
        self.psk_findings(terms, &mut findings);
        self.overpayment_finding(terms, &mut findings);
        findings
    }
    /// The limits that the loan breaks; none when it is lawful.
    #[must_use]
    pub fn breaches(&self, terms: &LoanTerms<'_>) -> Vec<Finding> {
        let mut findings = self.findings(terms);
        findings.retain(Finding::is_breach);
        findings
    }

    fn rate_findings(&self, terms: &LoanTerms<'_>, findings: &mut Vec<Finding>) {
        let Some(cap) = self.max_daily_rate(terms.contract_date) else { return };
        let rates = [
            (Limit::DailyRate, Some(terms.schedule.rate())),
            (Limit::OverdueRate, terms.overdue_rate),
        ];
        for (limit, rate) in rates {
            let Some(rate) = rate else { continue };
            let (found, allowed) = (rate.percent_per_day(), cap.value.percent_per_day());
            findings.push(Finding { limit, article: cap.article.to_owned(), found, allowed });
        }
    }
    fn psk_findings(&self, terms: &LoanTerms<'_>, findings: &mut Vec<Finding>) {
        let on = terms.contract_date;
        let found = terms.psk.percent();
        let is_free = terms.is_small_loan && !self.choices().small_loan_has_psk_limit;
        if let Some(cap) = self.max_psk(on).filter(|_| !is_free) {
            let (article, allowed) = (cap.article.to_owned(), *cap.value);
            findings.push(Finding { limit: Limit::Psk, article, found, allowed });
        }
        let factor = self.market_average_factor(on);
        if let (Some(market), Some(factor)) = (terms.market_limit, factor)
            && !self.is_market_limit_suspended(on, market.category)
        {
            let (article, allowed) = (factor.article.to_owned(), market.percent);
            findings.push(Finding { limit: Limit::MarketPsk, article, found, allowed });
        }
    }
    fn overpayment_finding(&self, terms: &LoanTerms<'_>, findings: &mut Vec<Finding>) {
        let on = terms.contract_date;
        let Some(cap) = self.max_overpayment(on) else { return };
        let start = terms.schedule.start();
        let longest = self.max_overpayment_term(on).map(|term| term.value.ends(start));
        // A term that ends beyond the calendar covers every loan.
        if let Some(Ok(longest)) = longest
            && terms.schedule.ends() > longest
        {
            return;
        }
        let allowed = *cap.value * roubles(terms.schedule.principal());
        let (limit, article) = (Limit::Overpayment, cap.article.to_owned());
        findings.push(Finding { limit, article, found: charged(terms), allowed });
    }
    fn small_loan_findings(&self, terms: &LoanTerms<'_>, findings: &mut Vec<Finding>) {
        let Some(rule) = self.small_loan(terms.contract_date) else { return };
        let (limits, lent) = (rule.value, roubles(terms.schedule.principal()));
        let term = terms.schedule.ends() - terms.schedule.start();
        let days = Decimal::from(term.num_days());
        let total = charged(terms);
        for (limit, found, allowed) in [
            (Limit::SmallLoanAmount, lent, roubles(limits.amount)),
            (Limit::SmallLoanTerm, days, limits.days.into()),
            (Limit::SmallLoanTotal, total, limits.total_share * lent),
            (Limit::SmallLoanDaily, total, limits.daily_share * lent * days),
        ] {
            findings.push(Finding { limit, article: rule.article.to_owned(), found, allowed });
        }
    }
}

/// Interest of the schedule and the lender's own charges, in roubles.
fn charged(terms: &LoanTerms<'_>) -> Decimal {
    roubles(terms.schedule.interest()) + roubles(terms.lender_charges)
}

fn roubles(amount: Money) -> Decimal {
    Decimal::new(amount.minor(), 2)
}

#[cfg(test)]
mod tests;
