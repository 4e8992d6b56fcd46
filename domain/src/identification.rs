//! How borrowers are identified, and what came of it.

mod outcome;
mod record;

pub use outcome::{Identification, IdentificationMethod};
pub use record::{IdentificationRecord, IdentificationRecordState};

use crate::Id;

/// Identifies the record of an identification.
pub type IdentificationRecordId = Id<IdentificationRecord>;
