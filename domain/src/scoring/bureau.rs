//! What a credit bureau tells about a borrower.

use super::SelfBan;
use crate::{Money, MoneyError, regulation::KnownLoan};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A loan in a credit history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BureauLoan {
    /// Unique identifier of the contract (`УИд`), the same at every bureau.
    pub uid: String,
    /// Its PSK, and when it was repaid in full.
    pub loan: KnownLoan,
}

/// The answer of one credit bureau.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BureauReport {
    /// The bureau's name.
    pub bureau: String,
    /// When it answered, business time in the lender's zone: it serves decisions of that day.
    pub answered_at: DateTime<FixedOffset>,
    /// Bans that the person laid on loans to himself, those that ended included.
    pub self_bans: Vec<SelfBan>,
    /// Average monthly payments of all open loans.
    pub monthly_payments: Money,
    /// Open loans and repaid ones.
    pub loans: Vec<BureauLoan>,
}

impl BureauReport {
    /// The lender's day on which it was given.
    #[must_use]
    pub fn answered_on(&self) -> NaiveDate {
        self.answered_at.date_naive()
    }
    /// Whether a decision on that day may rest on it: an older answer is void.
    #[must_use]
    pub fn serves(&self, on: NaiveDate) -> bool {
        self.answered_on() >= on
    }

    /// The loans of all reports, each contract once.
    ///
    /// Bureaus learn of a repayment on different days. Where they disagree the cautious word
    /// counts: unpaid, or else repaid on the later day; the higher PSK.
    #[must_use]
    pub fn known_loans(reports: &[Self]) -> Vec<KnownLoan> {
        let mut loans = BTreeMap::new();
        for BureauLoan { uid, loan } in reports.iter().flat_map(|report| &report.loans) {
            loans.entry(uid).and_modify(|known| *known = cautious(*known, *loan)).or_insert(*loan);
        }
        loans.into_values().collect()
    }
    /// Average monthly payments for the debt burden: the highest that a bureau tells, since
    /// bureaus know the same loans and a sum would count them twice. `None` without a report.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`] when bureaus tell it in different currencies.
    pub fn highest_payments(reports: &[Self]) -> Result<Option<Money>, MoneyError> {
        let mut highest: Option<Money> = None;
        for payments in reports.iter().map(|report| report.monthly_payments) {
            let is_higher = match highest {
                None => true,
                Some(known) => payments.checked_sub(known)?.minor() > 0,
            };
            if is_higher {
                highest = Some(payments);
            }
        }
        Ok(highest)
    }
}

fn cautious(one: KnownLoan, other: KnownLoan) -> KnownLoan {
    let repaid_on = one.repaid_on.zip(other.repaid_on).map(|(one, other)| one.max(other));
    KnownLoan { psk: one.psk.max(other.psk), repaid_on }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        loan::fixture::{day, dec, kopecks},
        regulation::Calendar,
    };

    fn report(bureau: &str, at: &str, loans: &[(&str, &str, Option<&str>)]) -> BureauReport {
        let loan = |(uid, psk, repaid_on): &(&str, &str, Option<&str>)| BureauLoan {
            uid: (*uid).to_owned(),
            loan: KnownLoan { psk: dec(psk), repaid_on: repaid_on.map(day) },
        };
        BureauReport {
            bureau: bureau.to_owned(),
            answered_at: at.parse().unwrap(),
            self_bans: Vec::new(),
            monthly_payments: kopecks(0),
            loans: loans.iter().map(loan).collect(),
        }
    }

    fn paying(minor: i64) -> BureauReport {
        let monthly_payments = kopecks(minor);
        BureauReport { monthly_payments, ..report("a", "2026-11-22T10:00:00+03:00", &[]) }
    }

    #[test]
    fn the_day_of_an_answer_is_the_lenders_day() {
        // In UTC it is still the 21st.
        let early = report("a", "2026-11-22T00:30:00+03:00", &[]);
        assert!(early.serves(day("2026-11-22")));
        assert!(!early.serves(day("2026-11-23")));
    }

    #[test]
    fn one_contract_at_two_bureaus_is_one_loan_and_the_cautious_word_counts() {
        let at = "2026-11-22T10:00:00+03:00";
        let one = [
            ("u1", "292", Some("2026-10-01")),
            ("u2", "250", Some("2026-10-01")),
            ("u3", "17.3", None),
        ];
        let other = [("u1", "291", Some("2026-10-02")), ("u2", "251", None)];
        let loans = BureauReport::known_loans(&[report("a", at, &one), report("b", at, &other)]);
        let loan = |psk, repaid_on: Option<&str>| KnownLoan {
            psk: dec(psk),
            repaid_on: repaid_on.map(day),
        };
        let expected = [loan("292", Some("2026-10-02")), loan("251", None), loan("17.3", None)];
        assert_eq!(loans, expected);
    }

    #[test]
    fn one_loan_told_twice_does_not_make_two_expensive_ones() {
        let at = "2026-11-22T10:00:00+03:00";
        let reports =
            [report("a", at, &[("u1", "292", None)]), report("b", at, &[("u1", "292", None)])];
        let loans = BureauReport::known_loans(&reports);
        let law = Calendar::russia().unwrap();
        assert_eq!(law.expensive_refusals(day("2026-11-22"), dec("292"), &loans), []);
    }

    #[test]
    fn the_highest_monthly_payments_count_and_are_not_summed() {
        let reports = [paying(500), paying(700), paying(600)];
        assert_eq!(BureauReport::highest_payments(&reports), Ok(Some(kopecks(700))));
        assert_eq!(BureauReport::highest_payments(&[paying(0)]), Ok(Some(kopecks(0))));
        assert_eq!(BureauReport::highest_payments(&[]), Ok(None));
    }

    #[test]
    fn a_stored_report_reads_back_equal_with_its_zone() {
        let told = report("НБКИ", "2026-11-22T00:30:00+03:00", &[("u1", "292", None)]);
        let stored = serde_json::to_string(&told).unwrap();
        let read: BureauReport = serde_json::from_str(&stored).unwrap();
        assert_eq!((read.answered_on(), &read), (day("2026-11-22"), &told));
    }
}
