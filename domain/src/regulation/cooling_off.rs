//! The time between signing and disbursing (353-FZ art. 7 part 9.3).

use super::Calendar;
use crate::Money;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long to wait, by amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoolingOff {
    /// By ascending amounts; below the first there is no wait.
    pub tiers: Vec<CoolingOffTier>,
}

/// From this amount on, this wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoolingOffTier {
    /// The smallest amount of the tier; "above 200 000 roubles" is 200 000.01 here.
    pub from: Money,
    /// Hours from the signature to the earliest disbursement.
    pub hours: u32,
}

impl CoolingOff {
    /// Hours to wait for that amount.
    #[must_use]
    pub fn hours(&self, amount: Money) -> u32 {
        let reached = self.tiers.iter().rev().find(|tier| tier.from.minor() <= amount.minor());
        reached.map_or(0, |tier| tier.hours)
    }
}

/// Why a loan needs no such time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CoolingOffExemption {
    /// Goods or services bought with the borrower present in person.
    PurchaseInPerson,
    /// Secured by real estate.
    Mortgage,
    /// For education.
    Education,
    /// For a car, paid to a seller that is a company.
    CarPaidToCompany,
    /// A co-borrower or a guarantor is present.
    CoBorrowerOrGuarantor,
    /// The borrower named a person who confirms the loan.
    TrustedPerson,
    /// Repays another loan without raising the debt.
    Refinancing,
}

impl Calendar {
    /// The instant before which money must not be disbursed.
    #[must_use]
    pub fn not_before(
        &self,
        contract_date: NaiveDate,
        signed_at: DateTime<Utc>,
        amount: Money,
        exemption: Option<CoolingOffExemption>,
    ) -> DateTime<Utc> {
        let hours = match exemption {
            Some(_) => 0,
            None => self.cooling_off(contract_date).map_or(0, |rule| rule.value.hours(amount)),
        };
        let wait = TimeDelta::hours(hours.into());
        signed_at.checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::day;

    fn hours(on: &str, kopecks: i64, exemption: Option<CoolingOffExemption>) -> i64 {
        let signed: DateTime<Utc> = "2026-11-22T20:30:00Z".parse().unwrap();
        let calendar = Calendar::russia().unwrap();
        let earliest = calendar.not_before(day(on), signed, Money::kopecks(kopecks), exemption);
        (earliest - signed).num_hours()
    }

    #[test]
    fn the_wait_grows_at_fifty_thousand_and_above_two_hundred_thousand() {
        for (kopecks, wait) in
            [(4_999_999, 0), (5_000_000, 4), (20_000_000, 4), (20_000_001, 48), (100, 0)]
        {
            assert_eq!(hours("2026-11-22", kopecks, None), wait, "{kopecks}");
        }
    }

    #[test]
    fn a_purchase_in_person_and_a_contract_before_the_law_do_not_wait() {
        let in_person = Some(CoolingOffExemption::PurchaseInPerson);
        assert_eq!(hours("2026-11-22", 20_000_001, in_person), 0);
        assert_eq!(hours("2025-08-31", 20_000_001, None), 0);
        assert_eq!(hours("2025-09-01", 20_000_001, None), 48);
    }
}
