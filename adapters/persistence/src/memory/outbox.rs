//! The outbox in memory.

use super::MemoryUnit;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    StoreError,
    outbox::{Outbox, OutboxEvent},
};
use uuid::Uuid;

/// Events that wait, and, in a unit, those that it takes out.
#[derive(Default)]
pub(crate) struct OutboxTable {
    waiting: Vec<OutboxEvent>,
    taken: Vec<Uuid>,
    lease: Option<Lease>,
}

#[derive(Clone, Copy)]
struct Lease {
    holder: Uuid,
    until: DateTime<Utc>,
    /// Grows with each unit that takes it.
    version: u64,
}

impl OutboxTable {
    fn lease_version(&self) -> u64 {
        self.lease.map_or(0, |lease| lease.version)
    }

    /// Whether a staged lease still follows the committed one.
    pub(crate) fn check(&self, committed: &Self) -> Result<(), StoreError> {
        let next = committed.lease_version().saturating_add(1);
        if self.lease.is_none_or(|lease| lease.version == next) {
            Ok(())
        } else {
            Err(StoreError::Stale)
        }
    }

    pub(crate) fn apply(&mut self, staged: Self) {
        self.waiting.extend(staged.waiting);
        self.waiting.retain(|event| !staged.taken.contains(&event.id));
        self.lease = staged.lease.or(self.lease);
    }
}

#[async_trait]
impl Outbox for MemoryUnit {
    async fn append(&mut self, events: &[OutboxEvent]) -> Result<(), StoreError> {
        self.staging()?.outbox.waiting.extend(events.iter().cloned());
        Ok(())
    }

    async fn pending(&mut self, limit: u16) -> Result<Vec<OutboxEvent>, StoreError> {
        let committed = self.store().committed();
        let staged = &self.staged().outbox;
        let all = committed.outbox.waiting.iter().chain(&staged.waiting);
        let left = all.filter(|event| !staged.taken.contains(&event.id));
        Ok(left.take(usize::from(limit)).cloned().collect())
    }

    async fn published(&mut self, ids: &[Uuid]) -> Result<(), StoreError> {
        self.staging()?.outbox.taken.extend(ids);
        Ok(())
    }

    async fn lease(
        &mut self,
        relay: Uuid,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.staging()?;
        let committed = self.store().committed().outbox.lease;
        let staged = self.staged().outbox.lease;
        if staged.or(committed).is_some_and(|lease| lease.holder != relay && lease.until > now) {
            return Ok(false);
        }
        let next = committed.map_or(0, |lease| lease.version).saturating_add(1);
        let version = staged.map_or(next, |lease| lease.version);
        self.staging()?.outbox.lease = Some(Lease { holder: relay, until, version });
        Ok(true)
    }
}
