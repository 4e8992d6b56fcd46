//! What a flow does in the unit that told it something.

use super::{FlowId, engine::Handover};
use crate::{AppError, Store, UnitOfWork, UseCase, run};
use async_trait::async_trait;
use std::{
    error::Error,
    sync::atomic::{AtomicBool, Ordering},
};

/// A use case that tells a flow something, or begins one.
pub trait TellsFlow: UseCase {
    /// Which flow.
    fn flow(&self, command: &Self::Command, output: &Self::Output) -> FlowId;
}

/// Somebody who drives flows.
#[async_trait]
pub trait FlowDriver: Send + Sync {
    /// Has a flow do in this unit what it can do by itself: hear what it was told, and run local
    /// steps up to a call of another system or to where it waits. A flow that is not due, or that
    /// somebody drives already, is left as it is.
    ///
    /// # Errors
    /// What a local step or the store gave: the unit is ended.
    async fn go_along(&self, unit: &mut dyn UnitOfWork, flow: FlowId)
    -> Result<Handover, AppError>;

    /// Drives on after the commit. Losing the call loses no work, only time.
    fn take_over(&self, handover: Handover);

    /// Looks for flows that are due now instead of at the next turn. Losing the call loses no work,
    /// only time.
    fn wake(&self);
}

/// A use case and, in the same unit, what the flow that it told does next.
struct WithFlow<'a, U> {
    use_case: &'a U,
    flows: &'a dyn FlowDriver,
    /// Whether it was the flow that could not.
    flow_failed: AtomicBool,
}

#[async_trait]
impl<U: TellsFlow> UseCase for WithFlow<'_, U> {
    type Command = U::Command;
    type Output = (U::Output, Handover);

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &U::Command,
    ) -> Result<Self::Output, AppError> {
        self.flow_failed.store(false, Ordering::Relaxed);
        let output = self.use_case.execute_in(unit, command).await?;
        let flow = self.use_case.flow(command, &output);
        let handover = self.flows.go_along(unit, flow).await;
        self.flow_failed.store(handover.is_err(), Ordering::Relaxed);
        Ok((output, handover?))
    }
}

/// Runs a use case and, in the same unit, what the flow that it told does next by itself: one
/// commit instead of two, and an answer that has it all. When the flow cannot, the use case is kept
/// by itself and the flow's failure is left to the driver.
///
/// # Errors
/// What the use case or the commit gave; nothing has happened then.
pub async fn run_with_flow<U: TellsFlow>(
    store: &dyn Store,
    flows: &dyn FlowDriver,
    use_case: &U,
    command: &U::Command,
) -> Result<U::Output, AppError> {
    let both = WithFlow { use_case, flows, flow_failed: AtomicBool::new(false) };
    match run(store, &both, command).await {
        Ok((output, handover)) => {
            flows.take_over(handover);
            Ok(output)
        }
        Err(error) if both.flow_failed.into_inner() => {
            tracing::info!(error = &error as &dyn Error, "a flow is left to its engine");
            let output = run(store, use_case, command).await?;
            flows.wake();
            Ok(output)
        }
        Err(error) => Err(error),
    }
}
