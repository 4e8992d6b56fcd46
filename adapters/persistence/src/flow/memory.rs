//! Flows in memory.

use crate::memory::{MemoryUnit, UniqueKey};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_application::{
    flow::{Flow, FlowStanding},
    store::{FlowRepository, StoreError, Versioned},
};
use std::collections::BTreeSet;

/// None besides the guid.
pub(crate) fn flow_keys(_: &Flow) -> Vec<UniqueKey> {
    Vec::new()
}

#[async_trait]
impl FlowRepository for MemoryUnit {
    async fn due(
        &mut self,
        now: DateTime<Utc>,
        limit: u16,
    ) -> Result<Vec<Versioned<Flow>>, StoreError> {
        let mut due = self.find(|flow: &Flow| flow.keep().wake_at.is_some_and(|at| at <= now));
        due.sort_by_key(|flow| flow.value.keep().wake_at);
        due.truncate(limit.into());
        Ok(due)
    }

    async fn next_due(&mut self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
        let live = self.find(|_: &Flow| true);
        Ok(live.iter().filter_map(|flow| flow.value.keep().wake_at).filter(|at| *at > now).min())
    }

    async fn live_programs(&mut self) -> Result<Vec<(String, u32)>, StoreError> {
        let live = self.find(|flow: &Flow| flow.keep().standing == FlowStanding::Live);
        let state = |flow: &Versioned<Flow>| flow.value.keep().state.clone();
        let programs: BTreeSet<_> =
            live.iter().map(state).map(|state| (state.program, state.version)).collect();
        Ok(programs.into_iter().collect())
    }
}
