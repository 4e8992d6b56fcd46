//! What accompanies a request: its trace, its time, its line in the log.

use crate::{failure::Refusal, state::SharedState};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use kredo_application::{
    AppError,
    audit::{acting, record_reads},
};
use metrics::{counter, histogram};
use std::{
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};
use tracing::Instrument;

const TRACE_ID: HeaderName = HeaderName::from_static("x-trace-id");

tokio::task_local! {
    static CURRENT: Accompaniment;
}

#[derive(Clone)]
struct Accompaniment {
    trace_id: String,
    now: DateTime<Utc>,
}

/// The trace id and the arrival of the request that is being served; empty and the beginning of
/// time outside of one.
pub(crate) fn current() -> (String, DateTime<Utc>) {
    CURRENT.try_with(|current| (current.trace_id.clone(), current.now)).unwrap_or_default()
}

/// The trace id of W3C's `traceparent`, or none when there is no proper one.
fn trace_id(headers: &HeaderMap) -> Option<String> {
    let parent = headers.get("traceparent")?.to_str().ok()?;
    let mut parts = parent.split('-');
    let (version, trace, span) = (parts.next()?, parts.next()?, parts.next()?);
    let hex = |text: &str| text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let zero = |text: &str| text.bytes().all(|b| b == b'0');
    let sizes = (version.len(), trace.len(), span.len()) == (2, 32, 16);
    let proper = sizes && [version, trace, span].into_iter().all(hex) && version != "ff";
    (proper && !zero(trace) && !zero(span)).then(|| trace.to_owned())
}

/// Middleware: gives the request its trace, and the log its line. The address in the log is the
/// route's, without the identifiers in it.
pub(crate) async fn accompany(
    State(state): State<SharedState>,
    request: Request,
    next: Next,
) -> Response {
    let trace_id =
        trace_id(request.headers()).unwrap_or_else(|| state.ids().next().as_simple().to_string());
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let span = tracing::info_span!(
        "request",
        trace_id,
        method = %request.method(),
        route = route.as_deref().unwrap_or("none"),
    );
    let method = request.method().clone();
    let only_looks = method.is_safe();
    let current = Accompaniment { trace_id: trace_id.clone(), now: state.now() };
    let (begun, trace) = (Instant::now(), trace_id.clone());
    let serve = async move {
        let mut response = next.run(request).await;
        if only_looks && let Some(route) = &route {
            response = told_of(&state, &method, route, response).await;
        }
        if let Ok(value) = HeaderValue::from_str(&trace_id) {
            response.headers_mut().insert(TRACE_ID, value);
        }
        let (status, took) = (response.status().as_u16(), begun.elapsed());
        count(&method, route, status, took);
        tracing::info!(status, micros = u64::try_from(took.as_micros()).ok(), "answered");
        response
    };
    let serve = CURRENT.scope(current.clone(), serve.instrument(span));
    let served = to_the_end(only_looks, acting(None, trace, serve)).await;
    served.unwrap_or_else(|ended| {
        CURRENT.sync_scope(current, || Refusal::from(ended).into_response())
    })
}

/// An answer, once it is recorded about whom whoever asked reads in it.
async fn told_of(
    state: &SharedState,
    method: &Method,
    route: &str,
    response: Response,
) -> Response {
    let operation = format!("{method} {route}");
    match record_reads(state.store(), &state.recorder(), &operation).await {
        Ok(()) => response,
        Err(refused) => Refusal::from(refused).into_response(),
    }
}

/// Serves a request, and lives through its panic. What changes something is brought to its end in a
/// task of its own although whoever asked hangs up; what only looks may stop in the middle.
async fn to_the_end<T: Send + 'static>(
    only_looks: bool,
    serve: impl Future<Output = T> + Send + 'static,
) -> Result<T, AppError> {
    let served = if only_looks {
        AssertUnwindSafe(serve).catch_unwind().await.ok()
    } else {
        tokio::spawn(serve).await.ok()
    };
    served.ok_or_else(|| AppError::internal("serving a request", "a panic"))
}

/// Counts an answer by its route, never by the identifiers in its address. Methods that nobody
/// serves share one name.
fn count(method: &Method, route: Option<String>, status: u16, took: Duration) {
    let method = match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    };
    let route = route.unwrap_or_else(|| "none".to_owned());
    let labels = [("method", method.to_owned()), ("route", route)];
    histogram!("kredo_http_request_seconds", &labels).record(took);
    let labels = [&labels[..], &[("status", status.to_string())]].concat();
    counter!("kredo_http_requests_total", &labels).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    fn parsed(parent: &str) -> Option<String> {
        let value = HeaderValue::from_str(parent).unwrap();
        trace_id(&HeaderMap::from_iter([(HeaderName::from_static("traceparent"), value)]))
    }

    #[test]
    fn a_proper_trace_is_continued() {
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        assert_eq!(parsed(&format!("00-{trace}-00f067aa0ba902b7-01")).as_deref(), Some(trace));
    }

    #[tokio::test]
    async fn what_changes_something_goes_on_when_nobody_waits_and_what_only_looks_does_not() {
        for only_looks in [true, false] {
            let (go, wait) = oneshot::channel();
            let (done, end) = oneshot::channel();
            let mut served = Box::pin(to_the_end(only_looks, async move {
                wait.await.unwrap();
                done.send(()).unwrap();
            }));
            assert!(served.as_mut().now_or_never().is_none(), "it has begun");
            drop(served);
            let went_on = go.send(()).is_ok() && end.await.is_ok();
            assert_eq!(went_on, !only_looks);
        }
    }

    #[tokio::test]
    async fn a_panic_is_a_failure_of_its_request_alone() {
        for only_looks in [true, false] {
            let served = to_the_end(only_looks, async { u8::try_from(300_u16).unwrap() });
            assert!(matches!(served.await, Err(AppError::Internal { .. })));
        }
    }

    #[test]
    fn an_improper_trace_is_not() {
        for parent in [
            "",
            "00-4bf92f3577b34da6a3ce929d0e0e4736",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ] {
            assert_eq!(parsed(parent), None, "{parent}");
        }
    }
}
