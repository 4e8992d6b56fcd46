//! Dated limits of the law.
//!
//! A [`Calendar`] holds what the law demands from which day on; a loan is judged by the rules of
//! the day its contract was concluded. The calendar is data: [`Calendar::russia`] is one, and a
//! lender of another country brings its own.

mod calendar;
mod check;
mod cooling_off;
mod error;
mod expensive;
mod identification;
mod market;
mod rule;

pub use calendar::{Calendar, Certainty, Choices, InForce, Row};
pub use check::{Finding, Limit, LoanTerms, Unit};
pub use cooling_off::{CoolingOff, CoolingOffExemption};
pub use error::{RegulationError, code};
pub use expensive::{ExpensiveGap, ExpensiveLimit, ExpensiveRefusal, KnownLoan};
pub use identification::{LenderKind, RemoteIdentification};
pub use market::{LoanCategory, MarketFactor, MarketLimit, MarketSuspension};
pub use rule::{
    AllocationStep, DebtBurdenRule, IncomeSource, PenaltyRegime, PskFormula, Rule, SelfBanCheck,
    SmallLoanLimits,
};
