//! What customers agreed to, or refused, and with which words.

mod error;
mod record;

pub use error::{ConsentError, code};
pub use record::{Consent, ConsentEvent, ConsentKind, ConsentState, ConsentStatement, ConsentText};

use crate::Id;

/// Identifies a consent.
pub type ConsentId = Id<Consent>;
