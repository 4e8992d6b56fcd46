//! Reaching clients.

pub mod ports;
