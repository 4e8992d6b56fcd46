//! Unique keys of records of identifications in memory.

use crate::memory::UniqueKey;
use kredo_domain::identification::IdentificationRecord;

/// A customer has one attempt of a number by one method for one application.
pub(crate) fn identification_keys(record: &IdentificationRecord) -> Vec<UniqueKey> {
    let state = record.state();
    let attempt = state.means.as_ref().map(|means| {
        let (kind, method) = (means.kind.as_str(), &means.method);
        let about = format!("{}\n{}", state.customer, state.application);
        ("attempt", format!("{about}\n{}\n{kind}\n{method}", state.attempt))
    });
    attempt.into_iter().collect()
}
