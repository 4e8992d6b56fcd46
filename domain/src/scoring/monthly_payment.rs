//! What a loan counts for in a month, for the debt burden.

use super::ScoringError;
use crate::{
    Money, MoneyError,
    loan::{Term, TermUnit},
};
use serde::{Deserialize, Serialize};

/// How the average monthly payment of a loan follows from its term and from all its payments.
pub trait MonthlyPaymentRule: Send + Sync {
    /// The average monthly payment of a loan of that `term`, of which `total` is paid back.
    ///
    /// # Errors
    /// [`ScoringError`] for a negative total.
    fn monthly_payment(&self, term: Term, total: Money) -> Result<Money, ScoringError>;
}

/// A loan of a few days counts whole; a longer one counts its total over its months, rounded up to
/// a kopeck. A term in days has `days / (365/12)` months, not rounded, so that one day more never
/// halves the payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WholeIfShort {
    /// The longest term, in days, that counts whole.
    pub whole_up_to_days: u32,
}

impl Default for WholeIfShort {
    /// Thirty days.
    fn default() -> Self {
        Self { whole_up_to_days: 30 }
    }
}

impl MonthlyPaymentRule for WholeIfShort {
    fn monthly_payment(&self, term: Term, total: Money) -> Result<Money, ScoringError> {
        let paid =
            u128::try_from(total.minor()).map_err(|_| ScoringError::AmountNegative(total))?;
        let count = u128::from(term.count());
        let payment = match term.unit() {
            TermUnit::Day if term.count() <= self.whole_up_to_days => paid,
            TermUnit::Day => (paid * 365).div_ceil(12 * count).min(paid),
            TermUnit::Month => paid.div_ceil(count),
        };
        let minor = i64::try_from(payment).map_err(|_| MoneyError::Overflow)?;
        Ok(Money::new(minor, total.currency()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::{days, kopecks, months};

    fn payment(term: Term, total: i64) -> i64 {
        let rule: &dyn MonthlyPaymentRule = &WholeIfShort::default();
        rule.monthly_payment(term, kopecks(total)).unwrap().minor()
    }

    #[test]
    fn up_to_thirty_days_the_whole_repayment_is_the_monthly_payment() {
        assert_eq!(payment(days(7), 1_056_000), 1_056_000);
        assert_eq!(payment(days(30), 1_240_000), 1_240_000);
        let shorter = WholeIfShort { whole_up_to_days: 15 };
        let above = shorter.monthly_payment(days(61), kopecks(1_200_000)).unwrap();
        assert_eq!(above, kopecks(598_361));
        // 20 days are less than a month, and no payment is more than the whole.
        let below_a_month = shorter.monthly_payment(days(20), kopecks(1_200_000)).unwrap();
        assert_eq!(below_a_month, kopecks(1_200_000));
        let longer = WholeIfShort { whole_up_to_days: 60 };
        assert_eq!(longer.monthly_payment(days(60), kopecks(700)).unwrap(), kopecks(700));
    }

    #[test]
    fn a_longer_term_spreads_the_total_and_rounds_up() {
        assert_eq!(payment(days(31), 372_000), 365_000);
        assert_eq!(payment(days(365), 1_200_000), 100_000);
        assert_eq!(payment(months(12), 1_200_000), 100_000);
        assert_eq!(payment(months(12), 1_200_001), 100_001);
        assert_eq!(payment(months(1), 5), 5);
    }

    #[test]
    fn a_day_more_never_raises_the_payment() {
        let mut before = i64::MAX;
        for count in 1..1_000 {
            let now = payment(days(count), 1_000_003);
            assert!(now <= before, "{count} days");
            before = now;
        }
    }

    #[test]
    fn a_negative_total_is_refused() {
        let refused = WholeIfShort::default().monthly_payment(days(7), kopecks(-1));
        assert_eq!(refused, Err(ScoringError::AmountNegative(kopecks(-1))));
    }
}
