//! Unique keys of loan applications in memory.

use crate::memory::UniqueKey;
use kredo_domain::loan_application::LoanApplication;

/// None besides the guid: a partner may send its own number twice.
pub(crate) fn application_keys(_: &LoanApplication) -> Vec<UniqueKey> {
    Vec::new()
}
