//! Taking flows for oneself.

use super::super::FlowId;
use crate::{AppError, UnitOfWork, UseCase};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Takes flows that are due.
pub(super) struct LeaseDue {
    pub(super) engine: Uuid,
    pub(super) now: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
}

#[async_trait]
impl UseCase for LeaseDue {
    /// How many at most.
    type Command = u16;
    type Output = Vec<FlowId>;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        limit: &u16,
    ) -> Result<Vec<FlowId>, AppError> {
        let due = unit.flows().due(self.now, *limit).await?;
        let mut leased = Vec::with_capacity(due.len());
        for mut flow in due {
            flow.value.lease(self.engine, self.until);
            leased.push(flow.value.keep().id);
            unit.flows().update(flow).await?;
        }
        Ok(leased)
    }
}
