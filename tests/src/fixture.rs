//! Small builders with readable defaults.

mod audit;
mod held;
mod journey;
mod lender;
mod sample;
mod whatever;

pub use audit::audit_keys;
pub use held::HeldCustomer;
pub use journey::{offer, questionnaire};
pub use lender::lender_profile;
pub use sample::Sample;
pub use whatever::Whatever;

use chrono::{DateTime, TimeDelta, Utc};
use kredo_application::{
    Recorder,
    ports::{Clock, IdSource},
};
use kredo_domain::Id;
use serde_json::json;
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU64, Ordering},
};
use uuid::Uuid;

/// Thing number `n`; guids sort like their numbers.
#[must_use]
pub fn id<K>(n: u128) -> Id<K> {
    Id::new(Uuid::from_u128(n))
}

/// `n` hours after the beginning, with microseconds.
#[must_use]
pub fn hour(n: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(n) + TimeDelta::microseconds(123_456)
}

/// Free-form facts that are hard to keep: nesting, large numbers, other alphabets, quotes.
#[must_use]
pub fn facts() -> serde_json::Map<String, serde_json::Value> {
    let facts = json!({
        "имя": "Пётр «О'Нил» \"🦔\"",
        "n": 9_007_199_254_740_993_i64,
        "share": 0.1,
        "nested": {"list": [1, null, true, {"deep": ""}]},
    });
    facts.as_object().cloned().unwrap_or_default()
}

/// A clock that stands still until it is set.
pub struct FixedClock(Mutex<DateTime<Utc>>);

impl FixedClock {
    /// Sets it.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.0.lock().unwrap() = now;
    }
}

impl Default for FixedClock {
    fn default() -> Self {
        Self(Mutex::new(hour(480_000)))
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// Guids 1, 2, 3, ….
#[derive(Default)]
pub struct CountedIds(AtomicU64);

impl IdSource for CountedIds {
    fn next(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::Relaxed)) + 1)
    }
}

/// A recorder with a fixed clock and counted guids.
#[must_use]
pub fn recorder() -> Recorder {
    Recorder::new(Arc::new(FixedClock::default()), Arc::new(CountedIds::default()))
}
