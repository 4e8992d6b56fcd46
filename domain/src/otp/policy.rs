//! The rules for codes.

use super::OtpError;
use crate::FieldFault;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// How long and how often, as in a configuration; [`OtpPolicy`] is its checked form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtpRules {
    /// Digits of a code.
    pub length: u32,
    /// How long a code holds, seconds.
    pub lifetime_seconds: u32,
    /// How often each code may be entered wrongly.
    pub attempts: u32,
    /// How long to wait before a further code, seconds.
    pub resend_pause_seconds: u32,
    /// How many further codes there are.
    pub resends: u32,
}

impl Default for OtpRules {
    /// Four digits that hold for five minutes, three tries each, another code after a minute, three
    /// further codes: 12 guesses among 10 000 at most.
    fn default() -> Self {
        Self { length: 4, lifetime_seconds: 300, attempts: 3, resend_pause_seconds: 60, resends: 3 }
    }
}

/// Rules under which a code is hard to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "OtpRules", into = "OtpRules")]
pub struct OtpPolicy(OtpRules);

impl TryFrom<OtpRules> for OtpPolicy {
    type Error = OtpError;
    fn try_from(rules: OtpRules) -> Result<Self, OtpError> {
        Self::try_new(rules)
    }
}

impl From<OtpPolicy> for OtpRules {
    fn from(policy: OtpPolicy) -> Self {
        policy.0
    }
}

impl OtpPolicy {
    /// How many digits a code may have.
    pub const LENGTHS: std::ops::RangeInclusive<u32> = 4..=10;
    /// The longest that a code may hold, or a further one be waited for: a day.
    pub const MAX_SECONDS: u32 = 86_400;
    /// Whoever guesses with every try of every code succeeds once in so many challenges at most.
    pub const MIN_ODDS: u64 = 500;

    /// A policy of these rules.
    ///
    /// # Errors
    /// [`OtpError::PolicyInvalid`] with every rule that is out of bounds: 4 to 10 digits, at least
    /// one try, times up to [`Self::MAX_SECONDS`], and odds of [`Self::MIN_ODDS`].
    pub fn try_new(rules: OtpRules) -> Result<Self, OtpError> {
        let guesses = most_guesses(rules);
        let codes = 10_u64.checked_pow(rules.length).unwrap_or(u64::MAX);
        let odds = codes.checked_div(guesses).unwrap_or(u64::MAX);
        let seconds = 1..=Self::MAX_SECONDS;
        let (lifetime, pause) = (rules.lifetime_seconds, rules.resend_pause_seconds);
        let checks = [
            (Self::LENGTHS.contains(&rules.length), "length", "must be 4 to 10"),
            (seconds.contains(&lifetime), "lifetime_seconds", "must be 1 to 86400"),
            (guesses > 0, "attempts", "must be at least 1"),
            (odds >= Self::MIN_ODDS, "attempts", "with resends make guessing too easy"),
            (pause <= Self::MAX_SECONDS, "resend_pause_seconds", "must be 86400 at most"),
        ];
        let broken = checks.into_iter().filter(|(holds, ..)| !holds);
        let faults: Vec<_> = broken.map(|(_, path, text)| FieldFault::new(path, text)).collect();
        if faults.is_empty() { Ok(Self(rules)) } else { Err(OtpError::PolicyInvalid(faults)) }
    }
    /// The rules.
    #[must_use]
    pub const fn rules(self) -> OtpRules {
        self.0
    }
    /// How long a code holds.
    #[must_use]
    pub fn lifetime(self) -> TimeDelta {
        TimeDelta::seconds(self.0.lifetime_seconds.into())
    }
    /// How long to wait before a further code.
    #[must_use]
    pub fn resend_pause(self) -> TimeDelta {
        TimeDelta::seconds(self.0.resend_pause_seconds.into())
    }
    /// How often codes may be guessed in one challenge, all of them together.
    #[must_use]
    pub fn most_guesses(self) -> u64 {
        most_guesses(self.0)
    }
}

fn most_guesses(rules: OtpRules) -> u64 {
    u64::from(rules.attempts) * (u64::from(rules.resends) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    const RULES: OtpRules = OtpRules {
        length: 4,
        lifetime_seconds: 300,
        attempts: 3,
        resend_pause_seconds: 60,
        resends: 3,
    };

    fn faults(rules: OtpRules) -> Vec<String> {
        let refusal = OtpPolicy::try_new(rules).map(|_| ()).unwrap_err();
        refusal.fields().into_iter().map(|fault| fault.path).collect()
    }

    #[test]
    fn the_default_policy_keeps_its_own_bounds() {
        assert_eq!(OtpPolicy::try_new(RULES), Ok(OtpPolicy::default()));
        let policy = OtpPolicy::default();
        assert_eq!(policy.lifetime(), TimeDelta::minutes(5));
        assert_eq!(policy.resend_pause(), TimeDelta::minutes(1));
        assert_eq!(policy.most_guesses(), 12);
    }

    #[test]
    fn rules_under_which_a_code_is_easily_guessed_are_refused() {
        assert!(OtpPolicy::try_new(OtpRules { attempts: 5, ..RULES }).is_ok());
        assert_eq!(faults(OtpRules { attempts: 6, ..RULES }), ["attempts"]);
        assert_eq!(faults(OtpRules { resends: u32::MAX, ..RULES }), ["attempts"]);
        assert!(OtpPolicy::try_new(OtpRules { attempts: 6, length: 5, ..RULES }).is_ok());
    }

    #[test]
    fn senseless_rules_are_refused_all_at_once() {
        let senseless = OtpRules {
            length: 11,
            lifetime_seconds: 0,
            attempts: 0,
            resend_pause_seconds: 86_401,
            resends: 0,
        };
        let expected = ["length", "lifetime_seconds", "attempts", "resend_pause_seconds"];
        assert_eq!(faults(senseless), expected);
        assert_eq!(faults(OtpRules { length: 3, ..RULES }), ["length", "attempts"]);
        assert_eq!(faults(OtpRules { lifetime_seconds: 86_401, ..RULES }), ["lifetime_seconds"]);
        assert!(OtpPolicy::try_new(OtpRules { resend_pause_seconds: 0, ..RULES }).is_ok());
    }

    #[test]
    fn a_stored_policy_is_checked_when_it_is_read() {
        let stored = serde_json::to_value(OtpPolicy::default()).unwrap();
        let expected = serde_json::json!({
            "length": 4,
            "lifetime_seconds": 300,
            "attempts": 3,
            "resend_pause_seconds": 60,
            "resends": 3,
        });
        assert_eq!(stored, expected);
        let mut broken = stored.clone();
        broken["length"] = 1.into();
        assert!(serde_json::from_value::<OtpPolicy>(broken).is_err());
        assert_eq!(serde_json::from_value::<OtpPolicy>(stored).unwrap(), OtpPolicy::default());
    }
}
