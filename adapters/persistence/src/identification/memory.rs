//! Unique keys of records of identifications in memory.

use crate::memory::UniqueKey;
use kredo_domain::identification::IdentificationRecord;

/// None besides the guid: an application may see several attempts.
pub(crate) fn identification_keys(_: &IdentificationRecord) -> Vec<UniqueKey> {
    Vec::new()
}
