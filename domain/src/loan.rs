//! A loan: its life, its schedule and its price.
//!
//! Everything is computed exactly: rates are kept as they were stated, amounts are whole kopecks,
//! and a result is rounded once, half up.

mod error;
mod exact;
#[cfg(test)]
pub(crate) mod fixture;
mod prepayment;
mod psk;
mod rate;
mod record;
mod schedule;
mod term;

pub use error::{LoanError, code};
pub use prepayment::{Prepayment, recalculate};
pub use psk::{BasePeriod, CashFlow, Psk, PskInput, convention as psk_convention};
pub use rate::{InterestRate, RateBasis, accrued_between, accrued_interest, interest_of_day};
pub use record::{
    Loan, LoanDebt, LoanEvent, LoanHappening, LoanId, LoanRecord, LoanState, NewLoan,
};
pub use schedule::{Schedule, ScheduleRow};
pub use term::{Term, TermUnit};
