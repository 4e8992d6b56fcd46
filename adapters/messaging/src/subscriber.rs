//! Who hears of events inside this program.

use async_trait::async_trait;
use kredo_application::event_bus::CloudEvent;
use std::error::Error;

/// Why a subscriber could not take an event; the text goes to the log and holds nothing personal.
pub type SubscriberError = Box<dyn Error + Send + Sync>;

/// Somebody in this program who wants to know.
#[async_trait]
pub trait EventSubscriber: Send + Sync {
    /// Its name in the log.
    fn name(&self) -> &'static str;

    /// Takes an event. An event can come again with the same id, after a failure, a restart, or
    /// when another server takes over. One subject's events come one after the other, in order.
    ///
    /// # Errors
    /// The event is delivered again, and with it everything behind it waits. A subscriber that may
    /// miss an event swallows its own failure.
    async fn receive(&self, event: &CloudEvent) -> Result<(), SubscriberError>;
}
