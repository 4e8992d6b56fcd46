//! Cards of customers: what is known of one besides its number, which is never taken, whether it
//! is in use, and by which names other systems know it.

mod digits;
mod error;
mod facts;
mod integration;
#[cfg(test)]
mod properties;
mod record;

pub use digits::{Bin, CardDigits, CardDigitsError, LastFour};
pub use error::{CardError, code};
pub use facts::{CardFacts, CardText, PaymentSystem};
pub use integration::{CardIntegration, ExternalCardId, IntegrationCode};
pub use record::{Card, CardEvent, CardState};

use crate::Id;

/// Identifies a card.
pub type CardId = Id<Card>;
