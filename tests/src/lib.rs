//! Fixtures, backends, and the contract that every store must keep.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    missing_docs,
    reason = "a failing test panics; names say the case"
)]

pub mod api;
pub mod backend;
pub mod codes;
pub mod contract;
pub mod fixture;
pub mod program;
