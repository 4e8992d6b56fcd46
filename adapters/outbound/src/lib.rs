//! What Kredo asks of the outside world.
//!
//! Each module holds the adapters of one context: sandbox ones, which a configuration drives and
//! which touch nobody, and those that reach real systems over HTTP (feature `http`) or S3
//! (feature `s3`).

pub mod file;
#[cfg(feature = "http")]
pub mod http;
pub mod identification;
pub mod notification;
pub mod payment;
pub mod scoring;
mod system;
mod who;

pub use system::{SystemClock, SystemIds};
pub use who::{DigitPattern, DigitPatternError, Who};
