//! Whatever comes in, nothing breaks: wire types, tokens, sealed files. `cargo xtask soak` goes on
//! for `FUZZ_SECONDS` with each; what once broke is kept beside the cases and tried first.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a failing test panics")]

mod body;
mod file;
mod token;

use kredo_http::{LimitSettings, Rate};
use kredo_tests::api::{Api, World};
use proptest::{
    strategy::Strategy,
    test_runner::{Config, FileFailurePersistence, TestCaseError, TestRunner},
};
use std::{
    env,
    num::NonZeroU32,
    time::{Duration, Instant},
};
use tokio::runtime::Runtime;

/// Tries values until the time is over, and proptest's own number of them at least.
pub(crate) fn fuzz<S: Strategy>(
    kept_in: &'static str,
    strategy: &S,
    case: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let seconds = env::var("FUZZ_SECONDS").map_or(0, |seconds| seconds.parse().unwrap());
    let (begun, time) = (Instant::now(), Duration::from_secs(seconds));
    loop {
        let kept = FileFailurePersistence::Direct(kept_in);
        let config = Config { failure_persistence: Some(Box::new(kept)), ..Config::default() };
        if let Err(failure) = TestRunner::new(config).run(strategy, &case) {
            assert_eq!(failure.to_string(), "", "{kept_in} keeps how to see it again");
        }
        if begun.elapsed() >= time {
            return;
        }
    }
}

/// A server that takes requests as fast as they come.
pub(crate) async fn api() -> Api {
    let many = NonZeroU32::MAX;
    let rate = Rate { per_second: many, burst: many };
    let limits = LimitSettings { callers: rate, guests: rate, behind_proxy: false };
    Api::in_world(World { limits, ..World::default() }).await
}

/// What drives the interface, which is asynchronous.
pub(crate) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}
