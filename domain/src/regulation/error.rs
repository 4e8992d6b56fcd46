//! Codes of what the law forbids, and what a calendar may not be.

use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        CALENDAR_INVALID: Internal = "The calendar of the law contradicts itself or cannot be read.";
        DAILY_RATE_ABOVE_LIMIT: Conflict = "The interest rate is above the law's limit per day.";
        OVERDUE_RATE_ABOVE_LIMIT: Conflict = "The rate on overdue debt is above the law's limit per day.";
        PSK_ABOVE_LIMIT: Conflict = "The full cost of credit is above the law's fixed limit.";
        PSK_ABOVE_MARKET_LIMIT: Conflict = "The full cost of credit is above the limit from the market average.";
        OVERPAYMENT_ABOVE_LIMIT: Conflict = "What is charged beside the principal is above the allowed multiple of the amount lent.";
        SMALL_LOAN_AMOUNT_ABOVE_LIMIT: Conflict = "The amount is above what a special small loan may be.";
        SMALL_LOAN_TERM_ABOVE_LIMIT: Conflict = "The term is longer than a special small loan's may be.";
        SMALL_LOAN_TOTAL_ABOVE_LIMIT: Conflict = "The payments of a special small loan are above their allowed share of the amount.";
        SMALL_LOAN_DAILY_ABOVE_LIMIT: Conflict = "The payments of a special small loan are above their allowed share of the amount per day.";
        EXPENSIVE_LOANS_TOO_MANY: Conflict = "The borrower has as many unpaid expensive loans as the law allows.";
        EXPENSIVE_LOAN_TOO_EARLY: Conflict = "Too few days have passed since the borrower repaid an expensive loan.";
    }
}

/// Why a calendar cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegulationError {
    /// Unreadable, or rows that contradict each other.
    #[error("the calendar of the law is wrong: {0}")]
    CalendarInvalid(String),
}

impl Coded for RegulationError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::CalendarInvalid(_) => code::CALENDAR_INVALID,
        }
    }
}
