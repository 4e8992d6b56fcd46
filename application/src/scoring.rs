//! The decision to lend: whom it asks.

pub mod ports;
mod subject;

pub use subject::{PassportNumber, Subject};
