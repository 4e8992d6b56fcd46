//! Flows that go along with whoever tells them something.

use super::{
    advance::Needs,
    call::Call,
    drive::{FlowEngine, as_flow},
};
use crate::{
    AppError, UnitOfWork,
    flow::{FlowDriver, FlowId},
};
use async_trait::async_trait;
use std::sync::{Arc, PoisonError};
use tokio::sync::OwnedSemaphorePermit;

/// Where a flow came to in a unit that is not committed yet. The default is nothing to take over, for
/// drivers that leave flows to whoever looks.
#[derive(Default)]
pub struct Handover(Left);

#[derive(Default)]
enum Left {
    /// At a call that the engine has the lease for.
    Driven(Driven),
    /// Due, perhaps: there was no seat for it.
    Due,
    /// At rest.
    #[default]
    Rest,
}

/// A flow that is driven, and what it needs first.
pub(super) struct Driven {
    pub(super) flow: FlowId,
    pub(super) call: Option<Call>,
    /// Given back when it rests.
    pub(super) seat: OwnedSemaphorePermit,
}

#[async_trait]
impl FlowDriver for Arc<FlowEngine> {
    async fn go_along(
        &self,
        unit: &mut dyn UnitOfWork,
        flow: FlowId,
    ) -> Result<Handover, AppError> {
        let seat = Arc::clone(&self.seats).try_acquire_owned().ok();
        let advance = self.advancing();
        let going = advance.go_along(unit, flow, seat.is_some());
        Ok(Handover(match (as_flow(flow, going).await?, seat) {
            (Needs::Call(call), Some(seat)) => {
                Left::Driven(Driven { flow, call: Some(call), seat })
            }
            (_, None) => Left::Due,
            (Needs::Answer(_) | Needs::Nothing, Some(_)) => Left::Rest,
        }))
    }

    fn take_over(&self, Handover(left): Handover) {
        match left {
            Left::Driven(driven) => {
                self.handed_over.lock().unwrap_or_else(PoisonError::into_inner).push(driven);
                self.handed_over_some.notify_one();
            }
            Left::Due => self.nudge(),
            Left::Rest => {}
        }
    }

    fn wake(&self) {
        self.nudge();
    }
}
