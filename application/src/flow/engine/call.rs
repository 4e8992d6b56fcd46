//! Calls of other systems.

use super::{drive::FlowEngine, lease::Rest};
use crate::{
    AppError,
    activity::{Activity, StepContext, Work},
    flow::{FlowId, Signal, Step},
    outside::{CallKey, OutsideError},
    run,
};
use kredo_domain::ErrorKind;
use serde_json::Value;
use std::{error::Error, sync::Arc};
use tokio::time::timeout;

/// One call of another system.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) activity: Arc<dyn Activity>,
    pub(super) args: Vec<Value>,
    pub(super) step: i64,
    /// 1 at first.
    pub(super) attempt: u32,
}

impl Call {
    pub(super) fn context(&self, flow: FlowId) -> StepContext {
        StepContext { key: CallKey::of_step(flow.guid(), self.step), attempt: self.attempt }
    }

    /// Whether it is the same call, whatever led to it this time.
    pub(super) fn is(&self, step: &Step, step_no: i64) -> bool {
        let same_step = self.step == step_no && self.activity.name() == step.activity;
        same_step && self.args == step.args
    }
}

impl FlowEngine {
    /// Asks what changes nothing, once.
    pub(super) async fn ask(&self, flow: FlowId, question: &Call) -> Result<Signal, AppError> {
        let context = question.context(flow);
        self.reach(&context, question).await.or_else(|error| {
            warn(flow, &context, question.activity.name(), &error);
            told(&error).ok_or(error)
        })
    }

    /// Calls another system; `None` when the call is to be repeated later.
    pub(super) async fn call(&self, flow: FlowId, call: &Call) -> Option<Signal> {
        let context = call.context(flow);
        let error = match self.reach(&context, call).await {
            Ok(result) => return Some(result),
            Err(error) => error,
        };
        warn(flow, &context, call.activity.name(), &error);
        if let Some(signal) = told(&error) {
            return Some(signal);
        }
        match self.settings.pace.pause(call.attempt) {
            Some(pause) => {
                let rest = Rest { engine: self.engine, wake_at: self.clock.now() + pause };
                // When this fails, the lease ends by itself.
                let _unless_store_fails = run(&*self.store, &rest, &flow).await;
                None
            }
            None => Some(failure(&error)),
        }
    }

    /// One try, within half of the lease: it has ended when another engine may begin.
    async fn reach(&self, context: &StepContext, call: &Call) -> Result<Signal, AppError> {
        let name = call.activity.name();
        count("kredo_flow_calls_total", name);
        let Work::Outside(work) = call.activity.work() else {
            return Err(AppError::internal(
                "calling another system",
                "the activity is a local one",
            ));
        };
        let limit = (self.settings.lease / 2).to_std().unwrap_or_default();
        let result = match timeout(limit, work.run(context, &call.args)).await {
            Ok(result) => result,
            Err(late) => Err(OutsideError::Unknown { system: name, source: late.into() }.into()),
        };
        let result = result.inspect_err(|_| count("kredo_flow_calls_failed_total", name))?;
        Ok(Signal::Result(result.unwrap_or_default()))
    }
}

fn count(name: &'static str, activity: &'static str) {
    metrics::counter!(name, "activity" => activity).increment(1);
}

fn warn(flow: FlowId, context: &StepContext, activity: &str, error: &AppError) {
    let (attempt, error) = (context.attempt, error as &dyn Error);
    tracing::warn!(%flow, key = %context.key, attempt, activity, error, "a call failed");
}

/// What a program is told of an error at once; `None` for one that may pass by itself.
pub(super) fn told(error: &AppError) -> Option<Signal> {
    let for_good = match error {
        AppError::Refused(_) | AppError::Invalid(_) => error.kind() != ErrorKind::Unavailable,
        AppError::Outside(OutsideError::Refused { .. }) => true,
        AppError::Outside(_) | AppError::Store(_) | AppError::Internal { .. } => false,
    };
    for_good.then(|| failure(error))
}

fn failure(error: &AppError) -> Signal {
    Signal::Failure { code: error.code().name().to_owned(), message: error.to_string() }
}
