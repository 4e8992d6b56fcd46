//! The trail of who did what.

pub(crate) mod memory;
mod sql;
