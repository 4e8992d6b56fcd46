//! Events on their way out.

use crate::{
    AppError, StoreError,
    audit::{self, Actor},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::DomainEvent;
use serde_json::Value;
use uuid::Uuid;

/// One event as it will be published: the attributes of a `CloudEvents` 1.0 envelope that Kredo
/// decides; the relay adds the source.
#[derive(Debug, Clone, PartialEq)]
pub struct OutboxEvent {
    /// The event's own guid: a consumer that has seen it may skip it.
    pub id: Uuid,
    /// `kredo.customer.registered.v1`.
    pub name: String,
    /// Guid of the aggregate it is about; events of one subject are published in order.
    pub subject: String,
    /// When it happened, UTC.
    pub time: DateTime<Utc>,
    /// The facts, without personal data.
    pub data: Value,
    /// Who did it.
    pub actor: Actor,
    /// Finds the request in the log.
    pub trace: String,
}

impl OutboxEvent {
    /// Wraps what the domain says happened, done by whoever [acts](crate::audit::acting) now.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the event cannot be written as JSON.
    pub fn of(id: Uuid, time: DateTime<Utc>, event: &impl DomainEvent) -> Result<Self, AppError> {
        let data = serde_json::to_value(event)
            .map_err(|cause| AppError::internal("writing an event", cause))?;
        let (actor, trace) = audit::current();
        let (name, subject) = (event.name().to_owned(), event.subject());
        Ok(Self { id, name, subject, time, data, actor, trace })
    }
}

/// Events to publish if, and only if, the unit commits.
#[async_trait]
pub trait Outbox: Send {
    /// Adds events in their order.
    ///
    /// # Errors
    /// The store's.
    async fn append(&mut self, events: &[OutboxEvent]) -> Result<(), StoreError>;

    /// The oldest events that are not yet published, in the order they were appended.
    ///
    /// # Errors
    /// The store's.
    async fn pending(&mut self, limit: u16) -> Result<Vec<OutboxEvent>, StoreError>;

    /// Takes published events out.
    ///
    /// # Errors
    /// The store's.
    async fn published(&mut self, ids: &[Uuid]) -> Result<(), StoreError>;

    /// Takes the outbox's one lease for a relay until that time, or prolongs the relay's own.
    /// `false`, and nothing is changed, while another relay's has not ended at `now`. A lease
    /// `until` now gives back the relay's own. When two units take it at once, one of them gets it,
    /// and the other is told `false` or is [`StoreError::Stale`], at the latest at its commit.
    ///
    /// # Errors
    /// The store's.
    async fn lease(
        &mut self,
        relay: Uuid,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError>;
}
