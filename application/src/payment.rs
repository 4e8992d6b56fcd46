//! Moving money.

pub mod ports;
