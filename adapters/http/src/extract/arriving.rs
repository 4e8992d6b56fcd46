//! The bytes of a body while they arrive.

use crate::failure::{Refusal, code};
use axum::body::{Body, Bytes};
use http::{HeaderMap, header};
use http_body_util::BodyExt;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// A body that is taken piece by piece and never held as a whole.
///
/// Only the time that the sender lets us wait counts, not the time that we need for a piece: a file
/// may be long in the reading.
pub(super) struct Arriving {
    body: Body,
    limit: usize,
    /// Bytes that came.
    taken: usize,
    /// How long each piece may take.
    pause: Duration,
    /// How long all pieces that are still to come may take together.
    patience: Duration,
}

impl Arriving {
    /// A body of at most `limit` bytes.
    ///
    /// # Errors
    /// `BODY_TOO_LARGE` for one that says itself that it is larger.
    pub(super) fn new(
        (headers, body): (&HeaderMap, Body),
        limit: usize,
        pause: Duration,
        patience: Duration,
    ) -> Result<Self, Refusal> {
        let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
        let announced: Option<u64> = announced.and_then(|text| text.parse().ok());
        if announced.is_some_and(|bytes| usize::try_from(bytes).is_ok_and(|bytes| bytes > limit)) {
            return Err(too_large(limit));
        }
        Ok(Self { body, limit, taken: 0, pause, patience })
    }

    /// The next piece; `None` after the last.
    ///
    /// # Errors
    /// `REQUEST_TOO_SLOW`, `BODY_TOO_LARGE`, `BODY_INVALID` for one that breaks off.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Refusal> {
        loop {
            let begun = Instant::now();
            let arrival = timeout(self.pause.min(self.patience), self.body.frame()).await;
            self.patience = self.patience.saturating_sub(begun.elapsed());
            let too_slow =
                |_| Refusal::new(code::REQUEST_TOO_SLOW, "the body did not arrive in time");
            let Some(frame) = arrival.map_err(too_slow)? else { return Ok(None) };
            let broken =
                |_| Refusal::new(code::BODY_INVALID, "the body ended before it was complete");
            let Ok(piece) = frame.map_err(broken)?.into_data() else { continue };
            self.taken = self.taken.saturating_add(piece.len());
            if self.taken > self.limit {
                return Err(too_large(self.limit));
            }
            return Ok(Some(piece));
        }
    }
}

fn too_large(limit: usize) -> Refusal {
    Refusal::new(code::BODY_TOO_LARGE, format!("a body has at most {limit} bytes here"))
}
