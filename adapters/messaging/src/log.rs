//! Events as log lines.

use crate::{EventSubscriber, SubscriberError};
use async_trait::async_trait;
use kredo_application::event_bus::CloudEvent;

/// Writes one line an event: id, type and subject, never the data.
#[derive(Debug, Clone, Copy, Default)]
pub struct LogSubscriber;

#[async_trait]
impl EventSubscriber for LogSubscriber {
    fn name(&self) -> &'static str {
        "log"
    }
    async fn receive(&self, event: &CloudEvent) -> Result<(), SubscriberError> {
        let CloudEvent { id, event_type, subject, .. } = event;
        tracing::info!(%id, "type" = %event_type, %subject, "event");
        Ok(())
    }
}
