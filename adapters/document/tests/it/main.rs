//! Contracts are printed, read back by an independent PDF interpreter, sealed and tampered with.

#![expect(
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failing test panics, and positions on a page are floating point numbers"
)]

mod first_page;
mod layout;
mod page;
mod print;
mod sample;
mod seal;
