//! Taking flows for oneself, and letting them go.

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

/// Lets a flow rest until then.
pub(super) struct Rest {
    pub(super) engine: Uuid,
    pub(super) wake_at: DateTime<Utc>,
}

#[async_trait]
impl UseCase for Rest {
    type Command = FlowId;
    type Output = ();

    async fn execute_in(&self, unit: &mut dyn UnitOfWork, flow: &FlowId) -> Result<(), AppError> {
        if let Some(mut flow) = unit.flows().get(*flow).await?
            && flow.value.is_leased_by(self.engine)
        {
            flow.value.rest(Some(self.wake_at));
            unit.flows().update(flow).await?;
        }
        Ok(())
    }
}
