//! How many expensive loans a borrower may have, and how soon the next (545-FZ of 2025-12-29).

use super::{Calendar, InForce, error::code};
use crate::ErrorCode;
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// No new loan above that PSK while that many such loans are unpaid, at any lender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpensiveLimit {
    /// A loan is expensive when its PSK, as printed, is above this.
    pub psk_over: Decimal,
    /// With this many unpaid ones there is no other.
    pub max_open: u32,
    /// The last day of the limit, where the law names it.
    pub until: Option<NaiveDate>,
}

/// How long after the full repayment of an expensive loan the next may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpensiveGap {
    /// A loan is expensive when its PSK, as printed, is above this.
    pub psk_over: Decimal,
    /// The first allowed day is the day of repayment plus so many.
    pub first_allowed_after_days: u32,
}

/// A loan of the borrower that a bureau or our own ledger knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownLoan {
    /// Its PSK as printed, percent a year.
    pub psk: Decimal,
    /// When it was repaid in full; `None` while it is not.
    pub repaid_on: Option<NaiveDate>,
}

/// Why no loan may be given now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "refusal")]
pub enum ExpensiveRefusal {
    /// The unpaid expensive loans are as many as allowed.
    TooMany {
        /// How many there are.
        open: usize,
        /// The article of the law.
        article: String,
    },
    /// The last one was repaid too few days ago.
    TooEarly {
        /// The first day on which a loan may be given.
        first_allowed: NaiveDate,
        /// The article of the law.
        article: String,
    },
}

impl ExpensiveRefusal {
    /// The code of this refusal.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::TooMany { .. } => code::EXPENSIVE_LOANS_TOO_MANY,
            Self::TooEarly { .. } => code::EXPENSIVE_LOAN_TOO_EARLY,
        }
    }
}

impl Calendar {
    /// What of a borrower's other loans stands against one with this `psk` on this contract date.
    #[must_use]
    pub fn expensive_refusals(
        &self,
        on: NaiveDate,
        psk: Decimal,
        loans: &[KnownLoan],
    ) -> Vec<ExpensiveRefusal> {
        let limit = self.expensive_limit(on).filter(|limit| psk > limit.value.psk_over);
        let gap = self
            .expensive_gap(on)
            .filter(|gap| self.choices().gap_delays_every_loan || psk > gap.value.psk_over);
        let too_many = limit.and_then(|limit| too_many(limit, loans));
        let too_early = gap.and_then(|gap| too_early(gap, on, loans));
        too_many.into_iter().chain(too_early).collect()
    }
}

fn too_many(limit: InForce<'_, ExpensiveLimit>, loans: &[KnownLoan]) -> Option<ExpensiveRefusal> {
    let is_open = |loan: &&KnownLoan| loan.repaid_on.is_none() && loan.psk > limit.value.psk_over;
    let open = loans.iter().filter(is_open).count();
    let most = usize::try_from(limit.value.max_open).unwrap_or(usize::MAX);
    (open >= most).then(|| ExpensiveRefusal::TooMany { open, article: limit.article.to_owned() })
}

fn too_early(
    gap: InForce<'_, ExpensiveGap>,
    on: NaiveDate,
    loans: &[KnownLoan],
) -> Option<ExpensiveRefusal> {
    let expensive = loans.iter().filter(|loan| loan.psk > gap.value.psk_over);
    let last = expensive.filter_map(|loan| loan.repaid_on).max()?;
    let wait = Days::new(gap.value.first_allowed_after_days.into());
    let first_allowed = last.checked_add_days(wait).unwrap_or(NaiveDate::MAX);
    (on < first_allowed)
        .then(|| ExpensiveRefusal::TooEarly { first_allowed, article: gap.article.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::{day, dec};

    fn open(psk: &str) -> KnownLoan {
        KnownLoan { psk: dec(psk), repaid_on: None }
    }

    fn repaid(psk: &str, on: &str) -> KnownLoan {
        KnownLoan { psk: dec(psk), repaid_on: Some(day(on)) }
    }

    fn codes(on: &str, psk: &str, loans: &[KnownLoan]) -> Vec<&'static str> {
        let calendar = Calendar::russia().unwrap();
        let refusals = calendar.expensive_refusals(day(on), dec(psk), loans);
        refusals.iter().map(|refusal| refusal.code().name()).collect()
    }

    #[test]
    fn from_october_2026_a_third_loan_above_200_percent_is_refused() {
        let two = [open("292.000"), open("200.001")];
        assert_eq!(codes("2026-10-01", "250", &two), ["EXPENSIVE_LOANS_TOO_MANY"]);
        assert_eq!(codes("2026-09-30", "250", &two), [""; 0]);
        assert_eq!(codes("2026-10-01", "200.000", &two), [""; 0]);
        assert_eq!(codes("2026-10-01", "250", &two[..1]), [""; 0]);
        let at_the_border = [open("292"), open("200.000"), repaid("292", "2026-09-30")];
        assert_eq!(codes("2026-10-01", "250", &at_the_border), [""; 0]);
    }

    #[test]
    fn from_april_2027_a_second_loan_above_100_percent_is_refused() {
        let one = [open("100.001")];
        assert_eq!(codes("2027-03-31", "292", &one), [""; 0]);
        assert_eq!(codes("2027-04-01", "100.001", &one), ["EXPENSIVE_LOANS_TOO_MANY"]);
        assert_eq!(codes("2027-04-01", "100", &one), [""; 0]);
    }

    #[test]
    fn from_2027_three_full_days_pass_after_repaying_an_expensive_loan() {
        let loans = [repaid("292", "2027-01-10"), repaid("292", "2027-01-02")];
        for (on, codes_then) in [
            ("2027-01-10", &["EXPENSIVE_LOAN_TOO_EARLY"][..]),
            ("2027-01-13", &["EXPENSIVE_LOAN_TOO_EARLY"]),
            ("2027-01-14", &[]),
        ] {
            assert_eq!(codes(on, "150", &loans), codes_then, "{on}");
        }
        assert_eq!(codes("2027-01-10", "100", &loans), [""; 0]);
        assert_eq!(codes("2027-01-12", "150", &[repaid("100", "2027-01-11")]), [""; 0]);
        assert_eq!(codes("2026-12-31", "150", &[repaid("292", "2026-12-30")]), [""; 0]);
    }

    #[test]
    fn a_lender_may_choose_that_the_gap_delays_every_loan() {
        let russia = Calendar::russia().unwrap();
        let mut choices = russia.choices();
        choices.gap_delays_every_loan = true;
        let strict = Calendar::try_new(choices, russia.rows().to_vec()).unwrap();
        let loans = [repaid("292", "2027-01-10")];
        let refusals = strict.expensive_refusals(day("2027-01-11"), dec("20"), &loans);
        let first_allowed = day("2027-01-14");
        let article = "545-FZ of 2025-12-29".to_owned();
        assert_eq!(refusals, [ExpensiveRefusal::TooEarly { first_allowed, article }]);
    }
}
