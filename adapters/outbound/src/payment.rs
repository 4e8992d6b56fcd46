//! Who pays.

#[cfg(feature = "http")]
mod http;
mod sandbox;

#[cfg(feature = "http")]
pub use http::HttpPayment;
pub use sandbox::{
    Behaviour, Direction, Notice, Operation, SandboxPayment, SandboxPaymentSettings, SandboxRule,
    SeenCall, Transfer,
};
