//! How often each caller may ask.

use crate::{
    failure::{Refusal, code},
    serve::Peer,
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    state::keyed::DefaultKeyedStateStore,
};
use http::{Extensions, HeaderMap};
use std::{net::IpAddr, num::NonZeroU32};

/// How often one caller may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Requests a second in the long run.
    pub per_second: NonZeroU32,
    /// Requests at once.
    pub burst: NonZeroU32,
}

/// How often everybody may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitSettings {
    /// Each partner, client, employee and service.
    pub callers: Rate,
    /// Each address that asks for tokens and codes.
    pub guests: Rate,
    /// Whether the address is the last one in `X-Forwarded-For`, which a proxy of ours has put
    /// there.
    pub behind_proxy: bool,
}

const fn rate(per_second: u32, burst: u32) -> Rate {
    const ONE: NonZeroU32 = NonZeroU32::MIN;
    let per_second = ONE.saturating_add(per_second.saturating_sub(1));
    Rate { per_second, burst: ONE.saturating_add(burst.saturating_sub(1)) }
}

impl Default for LimitSettings {
    /// 100 requests a second of a caller, 200 at once; 10 of an address that wants a token, 40 at
    /// once.
    fn default() -> Self {
        Self { callers: rate(100, 200), guests: rate(10, 40), behind_proxy: false }
    }
}

type Keyed<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock>;

/// Who asked how often lately.
pub(crate) struct Limits {
    callers: Keyed<String>,
    guests: Keyed<IpAddr>,
    behind_proxy: bool,
}

/// Beyond so many, those who have not asked for a while are forgotten.
const MANY: usize = 10_000;

impl Limits {
    pub(crate) fn new(settings: LimitSettings) -> Self {
        let quota = |rate: Rate| Quota::per_second(rate.per_second).allow_burst(rate.burst);
        Self {
            callers: RateLimiter::keyed(quota(settings.callers)),
            guests: RateLimiter::keyed(quota(settings.guests)),
            behind_proxy: settings.behind_proxy,
        }
    }

    /// A request of somebody whose token holds.
    pub(crate) fn admit_caller(&self, name: &str) -> Result<(), Refusal> {
        admit(&self.callers, &name.to_owned())
    }

    /// A request of somebody who has no token yet. One without an address comes from this process.
    pub(crate) fn admit_guest(
        &self,
        headers: &HeaderMap,
        extensions: &Extensions,
    ) -> Result<(), Refusal> {
        let forwarded = self.behind_proxy.then(|| forwarded_for(headers)).flatten();
        let peer = extensions.get::<Peer>().map(|peer| peer.0);
        forwarded.or(peer).map_or(Ok(()), |address| admit(&self.guests, &address))
    }
}

fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

fn admit<K>(limiter: &Keyed<K>, key: &K) -> Result<(), Refusal>
where
    K: Clone + std::hash::Hash + Eq,
{
    if limiter.len() > MANY {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|early| {
        let wait = early.wait_time_from(DefaultClock::default().now());
        // Whole seconds, and never "at once".
        let seconds = wait.as_secs().saturating_add(1);
        let message = format!("too many requests; the next one in {seconds} s");
        Refusal::new(code::REQUESTS_TOO_MANY, message).retry_after(seconds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(behind_proxy: bool) -> Limits {
        let one = rate(1, 2);
        Limits::new(LimitSettings { callers: one, guests: one, behind_proxy })
    }

    fn from(peer: &str) -> Extensions {
        let mut extensions = Extensions::new();
        extensions.insert(Peer(peer.parse().unwrap()));
        extensions
    }

    #[test]
    fn each_caller_has_its_own_measure() {
        let limits = limits(false);
        for name in ["partner a", "partner b"] {
            assert!(limits.admit_caller(name).is_ok() && limits.admit_caller(name).is_ok());
            let refused = limits.admit_caller(name).unwrap_err();
            assert_eq!(refused.code, code::REQUESTS_TOO_MANY);
        }
    }

    #[test]
    fn guests_are_told_apart_by_their_address() {
        let limits = limits(false);
        let forged = HeaderMap::from_iter([(
            "x-forwarded-for".parse::<http::HeaderName>().unwrap(),
            "10.0.0.9".parse().unwrap(),
        )]);
        for _ in 0..2 {
            assert!(limits.admit_guest(&forged, &from("10.0.0.1")).is_ok());
        }
        assert!(limits.admit_guest(&HeaderMap::new(), &from("10.0.0.1")).is_err());
        assert!(limits.admit_guest(&HeaderMap::new(), &from("10.0.0.2")).is_ok());
    }

    #[test]
    fn behind_a_proxy_its_word_counts_and_only_its_own() {
        let limits = limits(true);
        let through = |text: &str| {
            let name = "x-forwarded-for".parse::<http::HeaderName>().unwrap();
            let headers = HeaderMap::from_iter([(name, text.parse().unwrap())]);
            limits.admit_guest(&headers, &from("10.0.0.1")).is_ok()
        };
        assert!(through("1.1.1.1, 2.2.2.2") && through("3.3.3.3,2.2.2.2"));
        assert!(!through("4.4.4.4, 2.2.2.2"), "what the client says of itself does not count");
        assert!(through("2.2.2.2, 5.5.5.5"));
    }
}
