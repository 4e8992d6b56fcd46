//! Limits of PSK from the market average (353-FZ art. 6 part 11).

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// Categories for which the regulator publishes averages of microfinance lenders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LoanCategory {
    /// Money without security.
    UnsecuredCash,
    /// Goods or services paid in the shop.
    Pos,
    /// Secured by a pledge.
    Pledge,
    /// Secured by real estate.
    Mortgage,
}

/// The published limit for a category in the quarter of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarketLimit {
    /// The category.
    pub category: LoanCategory,
    /// The limit, percent a year: the average times the factor, as the regulator prints it.
    pub percent: Decimal,
}

/// By how much PSK may exceed the market average: a fraction such as 4/3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarketFactor {
    /// Above the line.
    pub numerator: u32,
    /// Below the line.
    pub denominator: NonZeroU32,
}

impl MarketFactor {
    /// The limit that follows from an average, percent, three decimals half up; `None` when it
    /// does not fit. A published limit goes before a computed one.
    #[must_use]
    pub fn limit(self, average: Decimal) -> Option<Decimal> {
        let whole = average.checked_mul(self.numerator.into())?;
        let limit = whole.checked_div(self.denominator.get().into())?;
        Some(limit.round_dp_with_strategy(3, RoundingStrategy::MidpointAwayFromZero))
    }
}

/// A time in which the limit from the market average does not apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarketSuspension {
    /// The last day of it.
    pub until: chrono::NaiveDate,
    /// The categories of microfinance lenders that are free; none where the source does not name
    /// them, so that the limit goes on being checked.
    pub microfinance_categories: Vec<LoanCategory>,
}

impl MarketSuspension {
    pub(super) fn frees(&self, category: LoanCategory) -> bool {
        self.microfinance_categories.contains(&category)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loan::fixture::dec;

    #[test]
    fn a_limit_is_four_thirds_of_the_average_half_up() {
        let factor = MarketFactor { numerator: 4, denominator: NonZeroU32::new(3).unwrap() };
        assert_eq!(factor.limit(dec("243.532")), Some(dec("324.709")));
        assert_eq!(factor.limit(dec("152.451")), Some(dec("203.268")));
        assert_eq!(factor.limit(Decimal::MAX), None);
    }
}
