//! A relay's turn at the outbox: two short units, with the call of the bus between them.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    AppError, UnitOfWork, UseCase,
    audit::{AuditSigner, chain_events},
    outbox::OutboxEvent,
};
use uuid::Uuid;

/// Takes the lease, reads the oldest events and puts them into the audit trail; none while another
/// relay has the lease.
pub(super) struct TakeTurn<'a> {
    pub(super) signer: &'a dyn AuditSigner,
    pub(super) relay: Uuid,
    pub(super) now: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
}

#[async_trait]
impl UseCase for TakeTurn<'_> {
    /// How many at most.
    type Command = u16;
    type Output = Vec<OutboxEvent>;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        limit: &u16,
    ) -> Result<Vec<OutboxEvent>, AppError> {
        let outbox = unit.outbox();
        if !outbox.lease(self.relay, self.now, self.until).await? {
            return Ok(Vec::new());
        }
        // Read behind the lease: what the relay before has published is gone.
        let events = outbox.pending(*limit).await?;
        chain_events(unit, self.signer, &events).await?;
        Ok(events)
    }
}

/// Takes published events out and gives the lease back.
pub(super) struct EndTurn {
    pub(super) relay: Uuid,
    pub(super) now: DateTime<Utc>,
}

#[async_trait]
impl UseCase for EndTurn {
    /// What was published.
    type Command = [Uuid];
    type Output = ();

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        published: &[Uuid],
    ) -> Result<(), AppError> {
        let outbox = unit.outbox();
        outbox.published(published).await?;
        // A lease that ended meanwhile is another's, or nobody's: both are well.
        outbox.lease(self.relay, self.now, self.now).await?;
        Ok(())
    }
}
