//! The lender's own time.

use crate::ports::Clock;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use std::sync::Arc;

/// Real time moved by a fixed offset: the instants of contracts, interest, evidence and offers.
///
/// It goes on ticking. Without an offset it is real time; with one, a trial runs on another day.
/// Tokens, leases, retries and logs keep real time.
#[derive(Clone)]
pub struct BusinessTime {
    clock: Arc<dyn Clock>,
    offset: TimeDelta,
    zone: FixedOffset,
}

impl BusinessTime {
    /// Real time in the lender's zone.
    #[must_use]
    pub fn real(clock: Arc<dyn Clock>, zone: FixedOffset) -> Self {
        Self { clock, offset: TimeDelta::zero(), zone }
    }

    /// Time in which it is `now` at this moment.
    #[must_use]
    pub fn standing_at(clock: Arc<dyn Clock>, zone: FixedOffset, now: DateTime<Utc>) -> Self {
        let offset = now - clock.now();
        Self { clock, offset, zone }
    }

    /// Now, in the lender's time.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now() + self.offset
    }

    /// The lender's calendar day at an instant of its time.
    #[must_use]
    pub fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The lender's zone.
    #[must_use]
    pub const fn zone(&self) -> FixedOffset {
        self.zone
    }

    /// When an instant of the lender's time comes, in real time.
    #[must_use]
    pub fn to_real(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        at - self.offset
    }
}
