//! The register of invalid passports in the stores.

pub(crate) mod memory;
pub(crate) mod sql;
