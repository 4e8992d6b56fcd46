//! Running one activity by name.

use crate::{
    answer::Answer,
    caller::{Caller, Staff},
    extract::JsonBody,
    failure::{Failure, Refusal, errors},
    state::SharedState,
};
use async_trait::async_trait;
use axum::extract::State;
use kredo_application::{
    AppError, UnitOfWork, UseCase,
    activity::{Activity, ActivityError, LocalWork, Schemas, StepContext, Work, code},
    audit::record_reads,
    outside::CallKey,
    run,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;
use utoipa::ToSchema;

errors! { ExecuteErrors:
    404 => code::ACTIVITY_NOT_FOUND,
    503 => code::ACTIVITY_TIMED_OUT,
}

/// An activity with its arguments, in the envelope of the manual's test flow.
#[derive(Deserialize, ToSchema)]
pub(super) struct ExecuteRequest {
    workflow: WorkflowSettings,
    activity: ActivitySettings,
}

/// Settings of the test flow.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct WorkflowSettings {
    /// `test-queue`.
    #[expect(dead_code, reason = "names a queue of an outside engine")]
    queue: String,
    /// How long the whole may take, milliseconds.
    #[schema(minimum = 1)]
    timeout_ms: u64,
    /// Names the run in logs.
    id: String,
    /// Namespace of the cluster.
    #[expect(dead_code, reason = "names a namespace of an outside engine")]
    namespace: String,
}

/// What to run.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivitySettings {
    /// How long to wait for the result, milliseconds.
    #[schema(minimum = 1)]
    timeout_ms: u64,
    /// The part of the method's name before `#`; another one is not an error.
    #[expect(dead_code, reason = "the method's name decides")]
    queue: String,
    /// `CustomerActivity#getByLogin`.
    method: String,
    /// Namespace of the cluster.
    #[expect(dead_code, reason = "names a namespace of an outside engine")]
    namespace: String,
    /// Positional arguments; an object alone is the only argument.
    #[schema(value_type = Value)]
    args: Value,
}

/// A list with the result as its only element; empty where there is none.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Vec<Value>)]
pub(super) struct ExecuteAnswer(Vec<Value>);

/// Runs a local activity in a unit of its own.
struct Execute<'a>(&'a dyn LocalWork);

#[async_trait]
impl UseCase for Execute<'_> {
    type Command = [Value];
    type Output = Option<Value>;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        arguments: &[Value],
    ) -> Result<Option<Value>, AppError> {
        self.0.run(unit, arguments).await
    }
}

pub(super) async fn execute(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    JsonBody(request): JsonBody<ExecuteRequest>,
) -> Result<Answer<ExecuteAnswer>, Failure<ExecuteErrors>> {
    let ExecuteRequest { workflow, activity: asked } = request;
    let activity = Arc::clone(state.activities().get(&asked.method)?);
    tracing::info!(id = workflow.id, activity = activity.name(), "runs an activity");
    let arguments = match asked.args {
        Value::Array(arguments) => arguments,
        alone => vec![alone],
    };
    check(&state, &*activity, &arguments)?;
    let most = Duration::from_millis(workflow.timeout_ms.min(asked.timeout_ms));
    let run = async {
        match activity.work() {
            Work::Local(work) => run(state.store(), &Execute(work), &arguments).await,
            Work::Outside(work) => {
                // Nobody repeats this call, so its key need not outlive it.
                let key = CallKey::of_step(state.ids().next(), 1);
                work.run(&StepContext { key, attempt: 1 }, &arguments).await
            }
        }
    };
    let result = timeout(most, run).await.map_err(|_| ActivityError::TimedOut)??;
    record_reads(state.store(), &state.recorder(), activity.name()).await?;
    Ok(Answer(ExecuteAnswer(result.into_iter().collect())))
}

/// Checks the arguments against the schemas that are published for them.
fn check(
    state: &SharedState,
    activity: &dyn Activity,
    arguments: &[Value],
) -> Result<(), Failure<ExecuteErrors>> {
    let mut faults = Vec::new();
    let mut schemas = Schemas::new();
    let described = activity.describe(&mut schemas).args;
    for (n, spec) in described.iter().enumerate() {
        let value = arguments.get(n).unwrap_or(&Value::Null);
        let key = format!("{} {n}", activity.name()).into();
        let place = format!("args[{n}]");
        let schema = |parts: &mut Schemas| {
            parts.clone_from(&schemas);
            spec.schema.clone()
        };
        faults.extend(state.validators().faults(key, schema, &place, value)?);
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::of(Refusal::invalid(faults))) }
}
