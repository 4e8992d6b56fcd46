//! The trail in memory.

use crate::memory::MemoryUnit;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    StoreError,
    audit::{AuditRecord, AuditTrail},
};
use kredo_domain::personal_data::PersonalDataEvent;
use uuid::Uuid;

/// Records in their order, or, in a unit, those that it adds.
#[derive(Default)]
pub(crate) struct AuditTable(Vec<AuditRecord>);

const NAME: &str = "audit record";

impl AuditTable {
    fn takes(&self, record: &AuditRecord) -> bool {
        self.0.iter().any(|r| r.sequence == record.sequence || r.event == record.event)
    }

    /// Whether the places and events of staged records are still free.
    pub(crate) fn check(&self, committed: &Self) -> Result<(), StoreError> {
        let taken = self.0.iter().any(|record| committed.takes(record));
        if taken { Err(StoreError::Duplicate(NAME)) } else { Ok(()) }
    }

    pub(crate) fn apply(&mut self, staged: Self) {
        self.0.extend(staged.0);
        self.0.sort_by_key(|record| record.sequence);
    }
}

impl MemoryUnit {
    fn trail(&self) -> Vec<AuditRecord> {
        let committed = self.store().committed();
        committed.audit.0.iter().chain(&self.staged().audit.0).cloned().collect()
    }
}

#[async_trait]
impl AuditTrail for MemoryUnit {
    async fn head(&mut self) -> Result<Option<AuditRecord>, StoreError> {
        let committed = self.store().committed();
        Ok(self.staged().audit.0.last().or(committed.audit.0.last()).cloned())
    }

    async fn known(&mut self, events: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
        let all = self.trail().into_iter().map(|record| record.event);
        Ok(all.filter(|event| events.contains(event)).collect())
    }

    async fn add(&mut self, records: &[AuditRecord]) -> Result<(), StoreError> {
        self.staging()?;
        for record in records {
            if self.store().committed().audit.takes(record) || self.staged().audit.takes(record) {
                return Err(StoreError::Duplicate(NAME));
            }
            self.staging()?.audit.0.push(record.clone());
        }
        Ok(())
    }

    async fn after(&mut self, sequence: i64, limit: u16) -> Result<Vec<AuditRecord>, StoreError> {
        let behind = self.trail().into_iter().filter(|record| record.sequence > sequence);
        Ok(behind.take(usize::from(limit)).collect())
    }

    async fn about(&mut self, subject: &str) -> Result<Vec<AuditRecord>, StoreError> {
        let found = |record: &AuditRecord| {
            record.action == PersonalDataEvent::FOUND && record.data.contains(subject)
        };
        let about = |record: &AuditRecord| record.subject == subject || found(record);
        Ok(self.trail().into_iter().filter(about).collect())
    }

    async fn last_change(
        &mut self,
        subjects: &[String],
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let changes = self.trail().into_iter().filter(|record| {
            record.action != PersonalDataEvent::READ && subjects.contains(&record.subject)
        });
        Ok(changes.map(|record| record.at).max())
    }
}
