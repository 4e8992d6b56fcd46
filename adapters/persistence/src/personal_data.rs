//! What becomes of personal data, in the stores.

pub(crate) mod memory;
pub(crate) mod sql;
