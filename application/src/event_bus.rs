//! Where events go when they have left the outbox.

mod cloud_event;
mod source;

pub use cloud_event::{CloudEvent, ContentType, SpecVersion};
pub use source::{EventSource, EventSourceError};

use crate::outside::OutsideError;
use async_trait::async_trait;

/// Carries events to whoever wants to know.
///
/// Its promise is *at least once*: what was not acknowledged is published again, with the same id,
/// also after it had arrived. Events of one subject arrive in order; only a repetition can come
/// late, and a consumer that skips ids it has seen does not notice it.
#[async_trait]
pub trait EventBus: Send + Sync {
    /// Delivers events in their order, and returns when the bus has taken responsibility for all of
    /// them. On an error some, and always the first ones of a consumer, may have arrived; the same
    /// events are published again until this succeeds.
    ///
    /// Dropping the call ends it: what it has not delivered by then it does not deliver later.
    ///
    /// # Errors
    /// Any [`OutsideError`]. Also [`OutsideError::Refused`] is tried again: an event that is passed
    /// over would be lost.
    async fn publish(&self, events: &[CloudEvent]) -> Result<(), OutsideError>;
}
