//! A bus to subscribers in this program.

mod subscription;

use crate::EventSubscriber;
use async_trait::async_trait;
use kredo_application::{
    event_bus::{CloudEvent, EventBus},
    outside::OutsideError,
};
use std::{error::Error, sync::Arc, time::Duration};
use subscription::Subscription;
use tokio::{sync::Mutex, task::JoinSet};

/// How the bus treats its subscribers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InProcessSettings {
    /// How long a subscriber may take for one event; longer counts as a failure.
    pub patience: Duration,
}

impl Default for InProcessSettings {
    /// Five seconds.
    fn default() -> Self {
        Self { patience: Duration::from_secs(5) }
    }
}

/// Delivers events to subscribers in this program.
///
/// Each subscriber works in a task of its own: one that is slow, fails or panics neither delays nor
/// stops what the others are given in the same call. It gets nothing behind the event that it did
/// not take, and the call fails, so that the outbox keeps the events; when they come again, those
/// who took them are not asked again, as long as this program runs. An event that somebody never
/// takes holds up the whole outbox: the bus loses nothing for the sake of going on.
#[derive(Default)]
pub struct InProcessBus {
    settings: InProcessSettings,
    subscriptions: Vec<Arc<Subscription>>,
    /// Two calls at once would mix their orders.
    turn: Mutex<()>,
}

impl InProcessBus {
    /// A bus without subscribers, which takes every event and gives it to nobody.
    #[must_use]
    pub fn new(settings: InProcessSettings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// Adds a subscriber for the events whose type begins so; the empty text begins all of them.
    /// End it with a dot: `kredo.loan.` is not `kredo.loan-application.`.
    #[must_use]
    pub fn with(mut self, types: &str, subscriber: impl EventSubscriber + 'static) -> Self {
        self.subscriptions.push(Arc::new(Subscription::new(types, subscriber)));
        self
    }
}

#[async_trait]
impl EventBus for InProcessBus {
    async fn publish(&self, events: &[CloudEvent]) -> Result<(), OutsideError> {
        let _turn = self.turn.lock().await;
        let events: Arc<[CloudEvent]> = events.into();
        // Dropped with the call, the set ends what is still being delivered.
        let mut deliveries = JoinSet::new();
        for subscription in &self.subscriptions {
            let (subscription, events) = (Arc::clone(subscription), Arc::clone(&events));
            let patience = self.settings.patience;
            deliveries.spawn(async move { subscription.deliver(&events, patience).await });
        }
        let mut failure: Option<Box<dyn Error + Send + Sync>> = None;
        while let Some(delivered) = deliveries.join_next().await {
            match delivered {
                Ok(Ok(())) => {}
                Ok(Err(error)) => failure = Some(Box::new(error)),
                Err(panic) => failure = Some(Box::new(panic)),
            }
        }
        if let Some(source) = failure {
            return Err(OutsideError::Unavailable { system: "a subscriber", source });
        }
        self.subscriptions.iter().for_each(|subscription| subscription.forget(&events));
        Ok(())
    }
}
