//! What an engine does with one flow inside one unit of work.

use super::super::{Flow, FlowError, FlowId, FlowProgram, FlowState, Next, Programs, Signal, Step};
use crate::{
    AppError, BusinessTime, UnitOfWork, UseCase, Versioned,
    activity::{Activity, ActivityTable, Work},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use uuid::Uuid;

/// More steps than any program takes between two waits: a program that runs in circles is stopped.
const MOST_STEPS: u32 = 1_000;

/// Hears the inbox and runs local steps until the flow needs something else.
pub(super) struct Advance<'a> {
    pub(super) programs: &'a Programs,
    pub(super) activities: &'a ActivityTable,
    pub(super) time: &'a BusinessTime,
    pub(super) real_now: DateTime<Utc>,
    pub(super) engine: Uuid,
    /// The local step that is being run: whoever sees the use case fail reads which one it was.
    pub(super) running: AtomicI64,
}

/// What to do with which flow.
pub(super) struct AdvanceCommand {
    pub(super) flow: FlowId,
    /// What happened since, told before anything else, and at which step.
    pub(super) happened: Option<(i64, Signal)>,
    /// Ends before this step, so that the ones before it are kept.
    pub(super) stop_before: Option<i64>,
}

/// What the flow needs now.
pub(super) enum Needs {
    /// A call of another system; the lease is kept.
    Call { activity: Arc<dyn Activity>, args: Vec<Value>, step: i64, attempt: u32 },
    /// Nothing that this engine could do.
    Nothing,
}

#[async_trait]
impl UseCase for Advance<'_> {
    type Command = AdvanceCommand;
    type Output = Needs;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AdvanceCommand,
    ) -> Result<Needs, AppError> {
        self.running.store(0, Ordering::Relaxed);
        let Some(mut flow) = unit.flows().get(command.flow).await? else {
            return Ok(Needs::Nothing);
        };
        if !flow.value.is_leased_by(self.engine) {
            return Ok(Needs::Nothing);
        }
        let needs = match self.go_on(unit, &mut flow, command).await {
            Err(Halt::Stuck(trouble)) => {
                tracing::error!(flow = %command.flow, error = %trouble, "a flow is stuck");
                metrics::counter!("kredo_flows_stuck_total").increment(1);
                flow.value.get_stuck(trouble.to_string());
                Needs::Nothing
            }
            Err(Halt::Failed(error)) => return Err(error),
            Ok(needs) => needs,
        };
        unit.flows().update(flow).await?;
        Ok(needs)
    }
}

/// Why a flow does not go on.
enum Halt {
    /// Its program cannot; what was done is kept.
    Stuck(FlowError),
    /// A step failed; the unit is undone.
    Failed(AppError),
}

impl From<FlowError> for Halt {
    fn from(error: FlowError) -> Self {
        Self::Stuck(error)
    }
}

impl Advance<'_> {
    async fn go_on(
        &self,
        unit: &mut dyn UnitOfWork,
        flow: &mut Versioned<Flow>,
        command: &AdvanceCommand,
    ) -> Result<Needs, Halt> {
        let mut state = flow.value.keep().state.clone();
        let program = self.programs.of(&state)?;
        if let Some((step, signal)) = &command.happened
            && *step == state.step_no
        {
            program.resume(&mut state, signal, self.time.now())?;
        }
        for _ in 0..MOST_STEPS {
            self.hear(program, flow, &mut state)?;
            let needs = match program.next(&state)? {
                Next::Run(_) if command.stop_before == Some(state.step_no) => Some(Needs::Nothing),
                Next::Run(step) => self.run(unit, program, &mut state, step, flow).await?,
                Next::Await { until, .. } => self.wait(program, flow, &mut state, until)?,
                Next::Finish => {
                    flow.value.finish();
                    Some(Needs::Nothing)
                }
            };
            if let Some(needs) = needs {
                flow.value.advance(state, self.real_now);
                return Ok(needs);
            }
        }
        Err(state.invalid("more steps than any program takes between two waits").into())
    }

    /// Tells the program what came in while no step was in flight.
    fn hear(
        &self,
        program: &dyn FlowProgram,
        flow: &mut Versioned<Flow>,
        state: &mut FlowState,
    ) -> Result<(), FlowError> {
        for signal in flow.value.take_inbox() {
            program.resume(state, &signal, self.time.now())?;
        }
        Ok(())
    }

    /// Waits; a deadline that has passed is told at once.
    fn wait(
        &self,
        program: &dyn FlowProgram,
        flow: &mut Versioned<Flow>,
        state: &mut FlowState,
        until: Option<DateTime<Utc>>,
    ) -> Result<Option<Needs>, FlowError> {
        if until.is_some_and(|until| until <= self.time.now()) {
            program.resume(state, &Signal::Deadline, self.time.now())?;
            return Ok(None);
        }
        flow.value.rest(until.map(|until| self.time.to_real(until)));
        Ok(Some(Needs::Nothing))
    }

    /// Runs a local step here; a call of another system is left to the caller.
    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        program: &dyn FlowProgram,
        state: &mut FlowState,
        step: Step,
        flow: &mut Versioned<Flow>,
    ) -> Result<Option<Needs>, Halt> {
        let unknown = |_| state.invalid(format!("there is no activity {}", step.activity));
        let activity = self.activities.get(step.activity).map_err(unknown)?;
        match activity.work() {
            Work::Local(work) => {
                self.running.store(state.step_no, Ordering::Relaxed);
                let result = work.run(unit, &step.args).await.map_err(Halt::Failed)?;
                let result = Signal::Result(result.unwrap_or_default());
                program.resume(state, &result, self.time.now())?;
                Ok(None)
            }
            Work::Outside(_) => {
                flow.value.advance(state.clone(), self.real_now);
                let attempt = flow.value.try_again();
                Ok(Some(Needs::Call {
                    activity: Arc::clone(activity),
                    args: step.args,
                    step: state.step_no,
                    attempt,
                }))
            }
        }
    }
}
