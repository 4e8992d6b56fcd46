//! Who carries messages.

#[cfg(feature = "http")]
mod http;
mod memory;

#[cfg(feature = "http")]
pub use http::HttpSms;
pub use memory::{KeptMessage, MemorySms};
