//! The outbox in memory.

use super::MemoryUnit;
use async_trait::async_trait;
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
}

impl OutboxTable {
    pub(crate) fn apply(&mut self, staged: Self) {
        self.waiting.extend(staged.waiting);
        self.waiting.retain(|event| !staged.taken.contains(&event.id));
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
}
