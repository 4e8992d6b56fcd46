//! Cards in the stores.

pub(crate) mod memory;
pub(crate) mod sql;
