//! How borrowers are identified, and what came of it.

mod error;
mod offered_method;
mod outcome;
mod record;

pub use error::{IdentificationError, code};
pub use offered_method::{
    IdentificationKind, OfferedMethod, OfferedMethodChange, OfferedMethodFacts,
};
pub use outcome::{Identification, IdentificationMethod};
pub use record::{IdentificationRecord, IdentificationRecordState};

use crate::Id;

/// Identifies the record of an identification.
pub type IdentificationRecordId = Id<IdentificationRecord>;
