//! Unique keys of loan applications and their contracts in memory.

use crate::memory::UniqueKey;
use kredo_domain::loan_application::{ContractFile, LoanApplication};

/// None besides the guid: a partner may send its own number twice.
pub(crate) fn application_keys(_: &LoanApplication) -> Vec<UniqueKey> {
    Vec::new()
}

pub(crate) fn contract_keys(file: &ContractFile) -> Vec<UniqueKey> {
    vec![("number", file.record().number.to_string())]
}
