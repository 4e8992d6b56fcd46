//! Ports that every context needs.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Real time: what tokens, leases, retries, logs and records live by.
pub trait Clock: Send + Sync {
    /// Now, in whole microseconds: what every store keeps.
    fn now(&self) -> DateTime<Utc>;
}

/// Where new guids come from.
pub trait IdSource: Send + Sync {
    /// A guid that nobody else has, later ones sorting after earlier ones (UUID version 7).
    fn next(&self) -> Uuid;
}
