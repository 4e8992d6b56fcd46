//! What stands against lending to a person, before any price is computed.
//!
//! Every check is made, whatever the others found: a borrower learns all reasons at once. No
//! finding means that nothing here stands against the loan.

mod finding;
mod person;
mod register;

pub use finding::CheckFinding;
pub use person::{PersonFacts, StatedDocument};
pub use register::RegisterFacts;
