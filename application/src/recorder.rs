//! What every use case that changes something has at hand.

use crate::{
    AppError,
    outbox::OutboxEvent,
    ports::{Clock, IdSource},
    store::PlatformUnit,
};
use chrono::{DateTime, Utc};
use kredo_domain::{DomainEvent, Id};
use std::sync::Arc;

/// Time, fresh guids, and the way of events into the outbox.
#[derive(Clone)]
pub struct Recorder {
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
}

impl Recorder {
    /// Binds the ports.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Self {
        Self { clock, ids }
    }
    /// Now, UTC.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
    /// A fresh guid for a new thing.
    #[must_use]
    pub fn new_id<K>(&self) -> Id<K> {
        Id::new(self.ids.next())
    }
    /// Puts what the domain says happened into the unit's outbox; nothing happened, nothing is put.
    ///
    /// # Errors
    /// The store's.
    pub async fn record<E: DomainEvent + Sync>(
        &self,
        unit: &mut (impl PlatformUnit + ?Sized),
        events: &[E],
    ) -> Result<(), AppError> {
        if events.is_empty() {
            return Ok(());
        }
        let wrap = |event| OutboxEvent::of(self.ids.next(), self.clock.now(), event);
        let wrapped = events.iter().map(wrap).collect::<Result<Vec<_>, _>>()?;
        Ok(unit.outbox().append(&wrapped).await?)
    }
}
