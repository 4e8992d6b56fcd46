//! Flags on customers: what was found out about one, and whether it forbids a loan.

mod directory;
mod error;
mod record;

pub use directory::{FlagDirectory, FlagType, KnownFlag};
pub use error::{FlagError, code};
pub use record::{CustomerFlag, CustomerFlagState, FlagEvent, FlagName, FlagScope};

use crate::Id;

/// Identifies a flag on a customer.
pub type CustomerFlagId = Id<CustomerFlag>;
