//! From the outbox to the audit trail and the bus.

mod turn;

use chrono::TimeDelta;
use kredo_application::{
    AppError, Store,
    audit::AuditSigner,
    event_bus::{CloudEvent, EventBus, EventSource},
    flow::Pace,
    outside::OutsideError,
    ports::Clock,
    run,
};
use std::{pin::pin, sync::Arc, time::Duration};
use tokio::{sync::Notify, time::timeout};
use turn::{EndTurn, TakeTurn};
use uuid::Uuid;

/// How a relay works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelaySettings {
    /// How long a relay that was killed keeps others waiting. Half of it is the time that the bus
    /// has for one call; the other half covers clocks that differ.
    pub lease: TimeDelta,
    /// How many events are published in one call.
    pub at_once: u16,
    /// How long an idle relay waits at most before it looks again; [`OutboxRelay::nudge`] wakes it
    /// at once.
    pub idle: Duration,
    /// How long a relay that is stopped goes on with what is left.
    pub drain: Duration,
    /// The pauses after failures. There is no giving up: `tries` is not looked at.
    pub pace: Pace,
}

impl Default for RelaySettings {
    fn default() -> Self {
        let pace = Pace { longest: TimeDelta::minutes(1), ..Pace::default() };
        Self {
            lease: TimeDelta::seconds(30),
            at_once: 100,
            idle: Duration::from_secs(1),
            drain: Duration::from_secs(10),
            pace,
        }
    }
}

/// Publishes what the outbox holds. Several relays, in one process or many, take turns at the
/// outbox of one database.
pub struct OutboxRelay {
    store: Arc<dyn Store>,
    signer: Arc<dyn AuditSigner>,
    bus: Arc<dyn EventBus>,
    source: EventSource,
    clock: Arc<dyn Clock>,
    settings: RelaySettings,
    /// Which relay this is: a lease is its own.
    relay: Uuid,
    wake: Notify,
}

impl OutboxRelay {
    /// A relay of its own name (a fresh guid), which signs the audit trail and publishes under that
    /// source.
    #[must_use]
    pub fn new(
        (store, signer): (Arc<dyn Store>, Arc<dyn AuditSigner>),
        (bus, source): (Arc<dyn EventBus>, EventSource),
        clock: Arc<dyn Clock>,
        settings: RelaySettings,
        relay: Uuid,
    ) -> Self {
        Self { store, signer, bus, source, clock, settings, relay, wake: Notify::new() }
    }

    /// Looks for events now instead of at the next turn. It does not shorten the pause after a
    /// failure.
    pub fn nudge(&self) {
        self.wake.notify_one();
    }

    /// Works until `stop` ends, then publishes what is left, unless that fails or takes too long.
    pub async fn work_until(&self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let (mut at_once, mut failures) = (self.settings.at_once, 0_u32);
        loop {
            let pause = match self.turn(at_once).await {
                Ok(0) => None,
                Ok(_) => {
                    failures = 0;
                    at_once = at_once.saturating_mul(2).min(self.settings.at_once);
                    Some(Duration::ZERO)
                }
                Err(error) => {
                    failures = failures.saturating_add(1);
                    // One by one, those before the one that cannot be published get away.
                    at_once = 1;
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        failures,
                        "events wait"
                    );
                    Some(self.pause(failures))
                }
            };
            let rest = async {
                match pause {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => drop(timeout(self.settings.idle, self.wake.notified()).await),
                }
            };
            tokio::select! {
                biased;
                () = &mut stop => break,
                () = rest => {}
            }
        }
        if timeout(self.settings.drain, self.drain()).await.is_err() {
            tracing::warn!("the relay stops before the outbox is empty");
        }
    }

    async fn drain(&self) {
        loop {
            match self.work_once().await {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(error, "events wait for the next start");
                    return;
                }
            }
        }
    }

    fn pause(&self, failures: u32) -> Duration {
        let pace = Pace { tries: u32::MAX, ..self.settings.pace };
        let pause = pace.pause(failures).unwrap_or(pace.longest);
        pause.to_std().unwrap_or(self.settings.idle)
    }

    /// Publishes the oldest events and says how many there were; 0 also while another relay has
    /// its turn.
    ///
    /// # Errors
    /// The store's and the bus's. The events stay in the outbox.
    pub async fn work_once(&self) -> Result<usize, AppError> {
        self.turn(self.settings.at_once).await
    }

    async fn turn(&self, at_once: u16) -> Result<usize, AppError> {
        // An idle relay writes nothing.
        if self.store.reader().await?.outbox().pending(1).await?.is_empty() {
            return Ok(0);
        }
        let now = self.clock.now();
        let until = now + self.settings.lease;
        let take = TakeTurn { signer: &*self.signer, relay: self.relay, now, until };
        let events = run(&*self.store, &take, &at_once).await?;
        if events.is_empty() {
            return Ok(0);
        }
        let ids: Vec<_> = events.iter().map(|event| event.id).collect();
        let wrapped: Vec<_> =
            events.into_iter().map(|event| CloudEvent::of(&self.source, event)).collect();
        let published = self.publish(&wrapped).await;
        let done = if published.is_ok() { &ids[..] } else { &[] };
        let end = EndTurn { relay: self.relay, now: self.clock.now() };
        let ended = run(&*self.store, &end, done).await;
        published?;
        ended?;
        for event in &wrapped {
            let kind = event.event_type.clone();
            metrics::counter!("kredo_events_published_total", "type" => kind).increment(1);
        }
        Ok(ids.len())
    }

    /// Publishes within half of the lease, so that the call has ended when another relay may begin.
    async fn publish(&self, events: &[CloudEvent]) -> Result<(), OutsideError> {
        let limit = (self.settings.lease / 2).to_std().unwrap_or_default();
        match timeout(limit, self.bus.publish(events)).await {
            Ok(published) => published,
            Err(late) => {
                Err(OutsideError::Unknown { system: "the event bus", source: late.into() })
            }
        }
    }
}
