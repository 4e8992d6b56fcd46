//! What must have been seen.

use crate::contract::Service;
use kredo_tests::codes::{Codes, is_general};
use std::{collections::BTreeSet, fmt};

/// Stands for whichever operation.
const ANY: &str = "any-operation";

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Demand {
    pub(super) operation: String,
    /// None where the contract does not say it.
    status: Option<u16>,
    pub(super) code: String,
}

impl Demand {
    pub(super) fn new(operation: &str, status: Option<u16>, code: &str) -> Self {
        Self { operation: operation.to_owned(), status, code: code.to_owned() }
    }
    pub(super) fn is_met_by(&self, codes: &Codes) -> bool {
        if self.operation != ANY {
            return codes.has(&self.operation, self.status, &self.code);
        }
        codes.all().any(|(_, status, code)| Some(status) == self.status && code == self.code)
    }
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status.map_or_else(|| "any".to_owned(), |status| status.to_string());
        write!(f, "{} {status} {}", self.operation, self.code)
    }
}

/// The own codes of each operation from itself; those that all have, from any.
pub(super) fn own(documented: &Codes) -> BTreeSet<Demand> {
    let demand = |(operation, status, code)| {
        let operation = if is_general(code) { ANY } else { operation };
        Demand::new(operation, Some(status), code)
    };
    documented.all().map(demand).collect()
}

/// The contract's codes of the operations that there are.
pub(super) fn contracts(documented: &Codes, services: &[Service]) -> BTreeSet<Demand> {
    let operations = services.iter().flat_map(|service| &service.operations);
    let demands = operations.flat_map(|operation| {
        let name = operation.activity.as_ref().unwrap_or(&operation.id);
        operation.refusals().map(move |(status, code)| Demand::new(name, status, code))
    });
    demands.filter(|demand| documented.has_operation(&demand.operation)).collect()
}
