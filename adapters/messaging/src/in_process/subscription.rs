//! One subscriber and what it has taken.

use crate::{EventSubscriber, SubscriberError};
use kredo_application::event_bus::CloudEvent;
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::timeout;
use uuid::Uuid;

/// How many events a subscription remembers that others have not taken. More wait only when another
/// server has taken over in between; a forgotten one is delivered twice.
const REMEMBERED: usize = 1024;

/// An event that a subscriber did not take.
#[derive(Debug, thiserror::Error)]
#[error("subscriber {subscriber} did not take event {event}")]
pub(super) struct NotTaken {
    subscriber: &'static str,
    event: Uuid,
    source: SubscriberError,
}

pub(super) struct Subscription {
    types: String,
    subscriber: Box<dyn EventSubscriber>,
    /// Taken here, and not yet by everybody.
    taken: Mutex<VecDeque<Uuid>>,
}

impl Subscription {
    pub(super) fn new(types: &str, subscriber: impl EventSubscriber + 'static) -> Self {
        Self { types: types.to_owned(), subscriber: Box::new(subscriber), taken: Mutex::default() }
    }

    fn taken(&self) -> MutexGuard<'_, VecDeque<Uuid>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the subscriber its events, one after the other, up to the first that it does not take.
    pub(super) async fn deliver(
        &self,
        events: &[CloudEvent],
        patience: Duration,
    ) -> Result<(), NotTaken> {
        for event in events.iter().filter(|event| event.event_type.starts_with(&self.types)) {
            if self.taken().contains(&event.id) {
                continue;
            }
            let received = timeout(patience, self.subscriber.receive(event)).await;
            received.map_err(SubscriberError::from).flatten().map_err(|source| NotTaken {
                subscriber: self.subscriber.name(),
                event: event.id,
                source,
            })?;
            let mut taken = self.taken();
            if taken.len() == REMEMBERED {
                taken.pop_front();
            }
            taken.push_back(event.id);
        }
        Ok(())
    }

    /// Everybody has taken these.
    pub(super) fn forget(&self, events: &[CloudEvent]) {
        self.taken().retain(|id| !events.iter().any(|event| event.id == *id));
    }
}
