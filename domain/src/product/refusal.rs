//! Why there is no offer.

use super::error::code;
use crate::{
    Coded, Currency, ErrorCode, Money,
    loan::{InterestRate, LoanError, TermUnit},
    regulation::Finding,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What of a request does not fit the product, with the bound that it passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "misfit", content = "bound")]
pub enum Misfit {
    /// Less than the least.
    #[error("the amount is below {0}")]
    AmountBelow(Money),
    /// More than the most.
    #[error("the amount is above {0}")]
    AmountAbove(Money),
    /// In another currency than the product's.
    #[error("the amount is not in {}", .0.code())]
    Currency(Currency),
    /// Shorter than the shortest.
    #[error("the term is shorter than {0}")]
    TermBelow(u32),
    /// Longer than the longest.
    #[error("the term is longer than {0}")]
    TermAbove(u32),
    /// In months instead of days, or the reverse.
    #[error("the term is not counted in {0:?}")]
    TermUnit(TermUnit),
    /// Younger than the youngest.
    #[error("the borrower is younger than {0}")]
    AgeBelow(u32),
    /// Older than the oldest.
    #[error("the borrower is older than {0}")]
    AgeAbove(u32),
    /// Money before the contract.
    #[error("the money would be disbursed before the contract of {0}")]
    DisbursedBeforeContract(NaiveDate),
}

/// Why there is no offer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfferRefusal {
    /// The product does not provide for it: every reason.
    #[error("the request does not fit the product: {}", list(.0))]
    OutsideProduct(Vec<Misfit>),
    /// The law forbids it: every limit that is broken at the lowest rate.
    #[error("even at {} % the loan is beyond the law: {}", .rate.percent(), laws(.breaches))]
    BeyondLaw {
        /// The lowest rate that the product allows in its steps.
        rate: InterestRate,
        /// What is broken at that rate.
        breaches: Vec<Finding>,
    },
    /// The schedule or the price does not exist.
    #[error(transparent)]
    NotComputable(#[from] LoanError),
}

fn list(misfits: &[Misfit]) -> String {
    misfits.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn laws(breaches: &[Finding]) -> String {
    let text = |finding: &Finding| {
        let (code, found, allowed) = (finding.limit().code(), finding.found(), finding.allowed());
        format!("{code} ({}): {found} above {allowed}", finding.article())
    };
    breaches.iter().map(text).collect::<Vec<_>>().join("; ")
}

impl Coded for OfferRefusal {
    fn code(&self) -> ErrorCode {
        match self {
            Self::OutsideProduct(_) => code::OFFER_OUTSIDE_PRODUCT,
            Self::BeyondLaw { .. } => code::OFFER_BEYOND_LAW,
            Self::NotComputable(fault) => fault.code(),
        }
    }
}
