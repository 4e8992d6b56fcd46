//! What is counted, for Prometheus at `/metrics`.

use anyhow::Context;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::{Mutex, PoisonError};

/// Bounds of the times of requests, seconds.
const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

static STARTED: Mutex<Option<PrometheusHandle>> = Mutex::new(None);

/// Begins to count in this process, if that has not begun yet.
pub(crate) fn start() -> anyhow::Result<PrometheusHandle> {
    let mut started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*started {
        return Ok(handle.clone());
    }
    let recorder = PrometheusBuilder::new().set_buckets(&SECONDS)?.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).context("counting cannot begin")?;
    Ok(started.insert(handle).clone())
}
