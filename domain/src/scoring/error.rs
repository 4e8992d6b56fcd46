//! Codes of refusals and reasons, and what cannot be computed.

use crate::{Coded, ErrorCode, Money, MoneyError};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        DEBT_BURDEN_INVALID: Invalid = "The debt burden needs payments and an income that are not negative and not beyond 63 bits of kopecks.";
        SCORECARD_INVALID: Internal = "The scorecard contradicts itself or cannot be read.";
        BORROWER_TOO_YOUNG: Conflict = "The borrower is younger than the product allows.";
        BORROWER_TOO_OLD: Conflict = "The borrower is older than the product allows.";
        PASSPORT_MISSING: Conflict = "The application names no passport.";
        PASSPORT_NUMBER_INVALID: Conflict = "A passport's series has 4 digits and its number 6.";
        PASSPORT_EXPIRED: Conflict = "The last day of the passport has passed.";
        PASSPORT_NOT_YET_ISSUED: Conflict = "The passport's date of issue is still to come.";
        PASSPORT_REGISTERED_INVALID: Conflict = "The passport stands in the register of invalid passports.";
        SNILS_INVALID: Conflict = "The insurance account (SNILS) has a wrong form or check number.";
        INN_INVALID: Conflict = "The taxpayer number (INN) is no person's, or its check digits are wrong.";
        CUSTOMER_RESTRICTED: Conflict = "A flag forbids this customer a loan.";
        SELF_BAN_IN_FORCE: Conflict = "The borrower laid a ban on such loans to himself, and it is in force.";
        BUREAU_NOT_ASKED: Conflict = "A credit bureau that must be asked before a contract has not answered.";
        BUREAU_ANSWER_VOID: Conflict = "A credit bureau's answer is older than the day of the decision.";
        SANCTIONS_LISTED: Conflict = "The borrower stands in a list of persons with whom no lender may deal.";
        SANCTIONS_NOT_SEARCHED: Conflict = "No list of sanctioned persons was searched for the borrower.";
        SCORE_TOO_LOW: Conflict = "The scorecard gives fewer points than a loan needs.";
        INCOME_MISSING: Conflict = "There is no income that could carry the payments.";
        SCORE_DEBT_BURDEN: Conflict = "The debt burden costs points.";
        SCORE_AGE: Conflict = "The borrower's age costs points.";
        SCORE_EMPLOYMENT: Conflict = "The length of employment costs points, or it is not known.";
        SCORE_AMOUNT: Conflict = "The amount, near the product's most, costs points.";
        SCORE_TERM: Conflict = "The term, near the product's longest, costs points.";
    }
}

/// Why there is no debt burden or no scorecard.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoringError {
    /// A payment or an income below zero.
    #[error("payments and income cannot be negative: {0}")]
    AmountNegative(Money),
    /// A sum does not fit, or two currencies met.
    #[error(transparent)]
    Amount(#[from] MoneyError),
    /// A scorecard that no decision can rest on.
    #[error("the scorecard is wrong: {0}")]
    ScorecardInvalid(String),
}

impl Coded for ScoringError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::AmountNegative(_) | Self::Amount(_) => code::DEBT_BURDEN_INVALID,
            Self::ScorecardInvalid(_) => code::SCORECARD_INVALID,
        }
    }
}
