//! The decision to lend: debt burden.

mod debt_burden;
mod error;
mod monthly_payment;

pub use debt_burden::{DebtBurden, DebtBurdenRange};
pub use error::{ScoringError, code};
pub use monthly_payment::{MonthlyPaymentRule, WholeIfShort};
