//! The embedded engine: flows in the application's own database.

mod advance;
mod call;
mod drive;
mod handover;
mod lease;

pub use drive::FlowEngine;
pub use handover::Handover;

use chrono::TimeDelta;
use std::time::Duration;

/// How an engine works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EngineSettings {
    /// How long an engine has a flow for itself; a killed engine's flows go on after that. Half of it
    /// is the time that a call of another system has; the other half covers clocks that differ.
    pub lease: TimeDelta,
    /// How many flows one engine works on at once.
    pub at_once: u16,
    /// How long an idle engine waits at most before it looks again; a signal of this process wakes
    /// it at once.
    pub idle: Duration,
    /// How the calls of other systems are repeated.
    pub pace: Pace,
}

impl Default for EngineSettings {
    fn default() -> Self {
        Self {
            lease: TimeDelta::seconds(60),
            at_once: 32,
            idle: Duration::from_secs(1),
            pace: Pace::default(),
        }
    }
}

/// How calls that brought no answer are repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The pause before the second try; it doubles from try to try.
    pub first: TimeDelta,
    /// The longest pause.
    pub longest: TimeDelta,
    /// How many tries there are before the program is told of a failure.
    pub tries: u32,
}

impl Default for Pace {
    /// One second, doubling up to five minutes, 20 tries: about an hour and a half.
    fn default() -> Self {
        Self { first: TimeDelta::seconds(1), longest: TimeDelta::minutes(5), tries: 20 }
    }
}

impl Pace {
    /// The pause after that many tries; `None` when there were enough.
    #[must_use]
    pub fn pause(self, tried: u32) -> Option<TimeDelta> {
        if tried >= self.tries {
            return None;
        }
        let doublings = tried.saturating_sub(1).min(30);
        let factor = 1_i32.checked_shl(doublings).unwrap_or(i32::MAX);
        let pause = self.first.checked_mul(factor).unwrap_or(self.longest);
        Some(pause.min(self.longest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_end() {
        let pace = Pace { first: TimeDelta::seconds(1), longest: TimeDelta::seconds(5), tries: 5 };
        let pauses: Vec<_> = (1..=6).map(|n| pace.pause(n).map(|p| p.num_seconds())).collect();
        assert_eq!(pauses, [Some(1), Some(2), Some(4), Some(5), None, None]);
        assert_eq!(Pace { tries: u32::MAX, ..pace }.pause(4_000_000), Some(pace.longest));
    }
}
