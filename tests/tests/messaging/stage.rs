//! A store, a bus that does as it is told, and relays on demand.

use async_trait::async_trait;
use kredo_application::{
    Store,
    audit::Actor,
    event_bus::{CloudEvent, EventBus, EventSource},
    outbox::OutboxEvent,
    outside::OutsideError,
    ports::Clock,
};
use kredo_domain::identity::Role;
use kredo_messaging::{OutboxRelay, RelaySettings};
use kredo_security::audit::{AuditKey, AuditPublicKeys};
use kredo_tests::fixture::{FixedClock, audit_keys, hour, id};
use serde_json::json;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};

/// What the bus does with a call.
pub(crate) enum Answer {
    /// Nothing arrives.
    Away,
    /// Everything arrives, then the call waits to be let go.
    Held(Arc<Notify>),
}

/// A bus that answers as scripted, then well.
pub(crate) struct ScriptedBus {
    script: Mutex<VecDeque<Answer>>,
    /// Numbers of the events of each call, and when it came.
    pub(crate) calls: Mutex<Vec<(Instant, Vec<u128>)>>,
    /// Everything that arrived.
    pub(crate) arrived: watch::Sender<Vec<CloudEvent>>,
}

impl ScriptedBus {
    pub(crate) fn new(script: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        let script = Mutex::new(script.into_iter().collect());
        Arc::new(Self { script, calls: Mutex::default(), arrived: watch::Sender::default() })
    }
    pub(crate) fn numbers(&self) -> Vec<u128> {
        self.arrived.borrow().iter().map(|event| event.id.as_u128()).collect()
    }
    pub(crate) fn calls(&self) -> Vec<Vec<u128>> {
        self.calls.lock().unwrap().iter().map(|call| call.1.clone()).collect()
    }
    /// Waits until so many have arrived.
    pub(crate) async fn has(&self, count: usize) {
        self.arrived.subscribe().wait_for(|arrived| arrived.len() >= count).await.unwrap();
    }
}

#[async_trait]
impl EventBus for ScriptedBus {
    async fn publish(&self, events: &[CloudEvent]) -> Result<(), OutsideError> {
        let numbers = events.iter().map(|event| event.id.as_u128()).collect();
        self.calls.lock().unwrap().push((Instant::now(), numbers));
        let answer = self.script.lock().unwrap().pop_front();
        if let Some(Answer::Away) = answer {
            return Err(OutsideError::Unavailable { system: "bus", source: "no route".into() });
        }
        self.arrived.send_modify(|arrived| arrived.extend(events.iter().cloned()));
        if let Some(Answer::Held(release)) = answer {
            release.notified().await;
        }
        Ok(())
    }
}

/// Event `n`; there are three subjects.
pub(crate) fn event(n: u128) -> OutboxEvent {
    OutboxEvent {
        id: id::<()>(n).guid(),
        name: "kredo.test.happened.v1".to_owned(),
        subject: id::<()>(n % 3).to_string(),
        time: hour(1),
        data: json!({ "n": n.to_string() }),
        actor: Actor::caller(Role::Partner, "demo"),
        trace: format!("trace {n}"),
    }
}

pub(crate) fn source() -> EventSource {
    "kredo-test".parse().unwrap()
}

pub(crate) async fn append(store: &dyn Store, numbers: impl IntoIterator<Item = u128>) {
    let events: Vec<_> = numbers.into_iter().map(event).collect();
    let mut unit = store.begin().await.unwrap();
    unit.outbox().append(&events).await.unwrap();
    unit.commit().await.unwrap();
}

pub(crate) async fn pending(store: &dyn Store) -> Vec<u128> {
    let waiting = store.reader().await.unwrap().outbox().pending(1_000).await.unwrap();
    waiting.iter().map(|event| event.id.as_u128()).collect()
}

/// Looks again after an hour at the earliest, so that what happens sooner has another reason.
pub(crate) fn settings() -> RelaySettings {
    RelaySettings { at_once: 4, idle: Duration::from_hours(1), ..RelaySettings::default() }
}

pub(crate) struct Stage {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) bus: Arc<ScriptedBus>,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) keys: (Arc<AuditKey>, Arc<AuditPublicKeys>),
}

impl Stage {
    pub(crate) fn new(store: Arc<dyn Store>, script: impl IntoIterator<Item = Answer>) -> Self {
        let (bus, keys) = (ScriptedBus::new(script), audit_keys());
        Self { store, bus, clock: Arc::default(), keys }
    }
    pub(crate) fn relay(&self, n: u128) -> Arc<OutboxRelay> {
        let bus: Arc<dyn EventBus> = Arc::<ScriptedBus>::clone(&self.bus);
        let clock: Arc<dyn Clock> = Arc::<FixedClock>::clone(&self.clock);
        let (store, name) = (Arc::clone(&self.store), id::<()>(n).guid());
        let kept = (store, Arc::<AuditKey>::clone(&self.keys.0) as _);
        Arc::new(OutboxRelay::new(kept, (bus, source()), clock, settings(), name))
    }
}
