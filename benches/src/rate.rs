//! How often something is done.

use std::{fmt, time::Duration};

/// So many times in that time.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rate {
    pub(crate) times: u32,
    pub(crate) took: Duration,
}

impl Rate {
    /// This one in hundredths of another.
    pub(crate) fn hundredths_of(self, other: Self) -> u64 {
        let (mine, its) = (self.took.as_nanos().max(1), other.took.as_nanos());
        let whole = (mine * u128::from(other.times)).max(1);
        u64::try_from(u128::from(self.times) * its * 100 / whole).unwrap_or(u64::MAX)
    }
}

impl std::ops::AddAssign for Rate {
    fn add_assign(&mut self, more: Self) {
        self.times += more.times;
        self.took += more.took;
    }
}

/// Times a second, with one decimal.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = u128::from(self.times) * 10_000_000_000 / self.took.as_nanos().max(1);
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

/// Hundredths, as a decimal.
pub(crate) fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_compared_and_shown_without_floats() {
        let slow = Rate { times: 100, took: Duration::from_secs(8) };
        let fast = Rate { times: 100, took: Duration::from_secs(3) };
        assert_eq!((slow.to_string(), fast.to_string()), ("12.5".into(), "33.3".into()));
        assert_eq!(decimal(slow.hundredths_of(fast)), "0.37");
    }

    #[test]
    fn rounds_add_up() {
        let mut sum = Rate::default();
        sum += Rate { times: 10, took: Duration::from_secs(1) };
        sum += Rate { times: 10, took: Duration::from_secs(3) };
        assert_eq!(sum.to_string(), "5.0");
    }
}
