//! The decision to lend: checks of the person, debt burden, scorecard.

mod bureau;
mod check;
mod debt_burden;
mod decision;
mod error;
mod monthly_payment;
mod sanctions;
mod scorecard;
mod self_ban;

pub use bureau::{BureauLoan, BureauReport};
pub use check::{CheckFinding, PersonFacts, RegisterFacts, StatedDocument};
pub use debt_burden::{DebtBurden, DebtBurdenRange};
pub use decision::{DeclineReason, ScoringDecision, ScoringFigures, employment_months};
pub use error::{ScoringError, code};
pub use monthly_payment::{MonthlyPaymentRule, WholeIfShort};
pub use sanctions::{PassportRegisterAnswer, SanctionsAnswer, SearchedList};
pub use scorecard::{Characteristic, PointBand, ScorePart, Scorecard};
pub use self_ban::{Channel, LenderGroup, SelfBan};
