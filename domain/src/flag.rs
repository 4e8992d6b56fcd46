//! Flags on customers: what was found out about one, and whether it forbids a loan.

mod built_in;
mod error;
mod flag_reason;
mod flag_type;
mod known;
mod name;
mod record;

pub use built_in::BuiltInFlagType;
pub use error::{FlagError, code};
pub use flag_reason::{FlagReason, FlagReasonChange, FlagReasonFacts};
pub use flag_type::{FlagType, FlagTypeChange, FlagTypeFacts};
pub use known::KnownFlag;
pub use name::{FlagName, FlagScope};
pub use record::{CustomerFlag, CustomerFlagState, FlagEvent};

use crate::Id;

/// Identifies a flag on a customer.
pub type CustomerFlagId = Id<CustomerFlag>;
/// Identifies a type of flag.
pub type FlagTypeId = Id<FlagType>;
/// Identifies a reason.
pub type FlagReasonId = Id<FlagReason>;
