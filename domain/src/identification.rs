//! How borrowers are identified, and what came of it.

mod attempts;
mod error;
mod offered_method;
mod outcome;
mod record;
mod status;

pub use attempts::Attempts;
pub use error::{IdentificationError, code};
pub use offered_method::{
    IdentificationKind, OfferedMethod, OfferedMethodChange, OfferedMethodFacts,
};
pub use outcome::{Identification, IdentificationMethod};
pub use record::{
    IdentificationChange, IdentificationEvent, IdentificationMeans, IdentificationRecord,
    IdentificationRecordState, NewIdentification,
};
pub use status::IdentificationStatus;

use crate::Id;

/// Identifies the record of an identification.
pub type IdentificationRecordId = Id<IdentificationRecord>;
