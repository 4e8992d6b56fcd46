//! What the mathematics of a loan refuses.

use crate::{Coded, ErrorCode, Money, MoneyError};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        INTEREST_RATE_INVALID: Invalid = "An interest rate is 0 to 100000 percent, with at most 12 decimals.";
        LOAN_TERM_INVALID: Invalid = "A term is 1 to 18250 days or 1 to 600 months.";
        LOAN_AMOUNT_INVALID: Invalid = "The amount must be positive.";
        LOAN_AMOUNT_OUT_OF_RANGE: Invalid = "An amount of the calculation does not fit 63 bits of kopecks.";
        SCHEDULE_DATES_INVALID: Invalid = "A schedule needs one date or more, each later than the one before.";
        SCHEDULE_PAYMENT_TOO_SMALL: Invalid = "The payment does not reduce the debt: the term is too long for the rate or the amount.";
        SCHEDULE_TERM_TOO_LONG: Invalid = "The debt is repaid before the last date: the amount is too small for so many payments.";
        SCHEDULE_INCONSISTENT: Internal = "A stored schedule does not add up.";
        LOAN_NOT_FOUND: NotFound = "No loan has this guid, or it is another customer's.";
        LOAN_STATE_MISMATCH: Conflict = "The loan stands where this cannot happen to it.";
        PSK_UNDEFINED: Invalid = "The full cost of credit does not exist for these payments: they bring less than was lent, or nothing was lent.";
        PSK_OUT_OF_RANGE: Invalid = "The full cost of credit is too large to be computed.";
    }
}

/// Why a schedule or a price cannot be computed, or a loan does not do what it is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoanError {
    /// Negative, too large or with too many decimals.
    #[error("an interest rate of {0} % cannot be used")]
    RateInvalid(Decimal),
    /// Zero or too long.
    #[error("a term of {0} cannot be used")]
    TermInvalid(u32),
    /// Zero or negative where something must be lent, owed or paid.
    #[error("the amount must be positive, not {0}")]
    AmountNotPositive(Money),
    /// A result does not fit, or two currencies met.
    #[error(transparent)]
    Amount(#[from] MoneyError),
    /// A date lies beyond the calendar.
    #[error("a due date is out of range")]
    DateOutOfRange,
    /// There is no payment at all.
    #[error("a schedule needs at least one date")]
    NoDates,
    /// This date is not later than the one before it.
    #[error("{0} is not later than the date before it")]
    DateNotLater(NaiveDate),
    /// The interest of the period eats the whole payment.
    #[error("payment {number} of {payment} does not cover more than its interest of {interest}")]
    PaymentTooSmall {
        /// The row, from 1.
        number: u32,
        /// The payment of each row.
        payment: Money,
        /// The interest of this row.
        interest: Money,
    },
    /// Rounding repays the debt before the last date.
    #[error("the debt is repaid by payment {number}, before the last date")]
    RepaidEarly {
        /// The row that repays it, from 1.
        number: u32,
    },
    /// A stored schedule contradicts itself.
    #[error("row {number} of the schedule does not add up")]
    Inconsistent {
        /// The row, from 1.
        number: u32,
    },
    /// No such loan.
    #[error("there is no such loan")]
    NotFound,
    /// It stands where this cannot happen.
    #[error("cannot {action} a loan that is {state}")]
    StateMismatch {
        /// What was asked for.
        action: &'static str,
        /// Where it stands.
        state: &'static str,
    },
    /// There is no rate at which the payments are worth what was lent.
    #[error("the payments have no full cost of credit")]
    PskUndefined,
    /// The cost is beyond what 28 digits can tell.
    #[error("the full cost of credit is out of range")]
    PskOutOfRange,
}

impl Coded for LoanError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::RateInvalid(_) => code::INTEREST_RATE_INVALID,
            Self::TermInvalid(_) => code::LOAN_TERM_INVALID,
            Self::AmountNotPositive(_) => code::LOAN_AMOUNT_INVALID,
            Self::Amount(_) => code::LOAN_AMOUNT_OUT_OF_RANGE,
            Self::DateOutOfRange | Self::NoDates | Self::DateNotLater(_) => {
                code::SCHEDULE_DATES_INVALID
            }
            Self::PaymentTooSmall { .. } => code::SCHEDULE_PAYMENT_TOO_SMALL,
            Self::RepaidEarly { .. } => code::SCHEDULE_TERM_TOO_LONG,
            Self::Inconsistent { .. } => code::SCHEDULE_INCONSISTENT,
            Self::NotFound => code::LOAN_NOT_FOUND,
            Self::StateMismatch { .. } => code::LOAN_STATE_MISMATCH,
            Self::PskUndefined => code::PSK_UNDEFINED,
            Self::PskOutOfRange => code::PSK_OUT_OF_RANGE,
        }
    }
}
