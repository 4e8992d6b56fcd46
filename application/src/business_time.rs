//! The lender's own time.

use crate::ports::Clock;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use std::{ops::Range, sync::Arc};

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

    /// Time in which today is `day`, at the hour that it really is.
    #[must_use]
    pub fn on_day(clock: Arc<dyn Clock>, zone: FixedOffset, day: NaiveDate) -> Self {
        let real = Self::real(clock, zone);
        let offset = day - real.day_of(real.now());
        Self { offset, ..real }
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

    /// The instants of a calendar day: from its beginning until before that of the next.
    #[must_use]
    pub fn span_of(&self, day: NaiveDate) -> Range<DateTime<Utc>> {
        let midnight = day.and_time(NaiveTime::MIN).and_utc() - self.zone;
        midnight..midnight + TimeDelta::days(1)
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    struct Hand(Mutex<DateTime<Utc>>);

    impl Clock for Hand {
        fn now(&self) -> DateTime<Utc> {
            *self.0.lock().unwrap()
        }
    }

    #[test]
    fn another_day_keeps_the_hour_and_goes_on_ticking() {
        let instant = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        // In Moscow it is the 23rd already.
        let clock = Arc::new(Hand(Mutex::new(instant("2026-11-22T21:30:00Z"))));
        let moscow = FixedOffset::east_opt(3 * 3600).unwrap();
        let day = NaiveDate::from_ymd_opt(2024, 11, 22).unwrap();
        let time = BusinessTime::on_day(Arc::<Hand>::clone(&clock), moscow, day);
        assert_eq!(time.now(), instant("2024-11-21T21:30:00Z"));
        assert_eq!(time.day_of(time.now()), day);
        *clock.0.lock().unwrap() = instant("2026-11-23T21:30:00Z");
        assert_eq!(time.now(), instant("2024-11-22T21:30:00Z"));
        assert_eq!(time.to_real(time.now()), clock.now());
    }

    #[test]
    fn a_day_is_the_lenders_and_ends_where_the_next_begins() {
        let clock = Arc::new(Hand(Mutex::new(DateTime::UNIX_EPOCH)));
        let moscow = FixedOffset::east_opt(3 * 3600).unwrap();
        let time = BusinessTime::real(clock, moscow);
        let day = NaiveDate::from_ymd_opt(2024, 11, 22).unwrap();
        let span = time.span_of(day);
        assert_eq!(span.start, "2024-11-21T21:00:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(span.end, time.span_of(day.succ_opt().unwrap()).start);
        assert_eq!(time.day_of(span.start), day);
    }
}
