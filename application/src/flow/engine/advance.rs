//! What an engine does with one flow inside one unit of work.

use super::{
    super::{Flow, FlowError, FlowId, FlowProgram, FlowState, Next, Programs, Signal, Step},
    call::Call,
};
use crate::{
    AppError, BusinessTime, UnitOfWork, UseCase, Versioned,
    activity::{Activity, ActivityTable, Work},
};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
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
    /// How long the engine has a flow for itself.
    pub(super) lease: TimeDelta,
    /// The local step that is being run: whoever sees the use case fail reads which one it was.
    pub(super) running: AtomicI64,
}

/// What to do with which flow.
#[derive(Default)]
pub(super) struct AdvanceCommand {
    /// What happened since, told before anything else, and at which step.
    pub(super) happened: Option<(i64, Signal)>,
    /// Answers to questions that were asked before what led to them was kept.
    pub(super) answers: Vec<(Call, Signal)>,
    /// Whether further questions may be asked in that way.
    pub(super) may_ask: bool,
    /// Ends before this step, so that the ones before it are kept.
    pub(super) stop_before: Option<i64>,
}

/// What the flow needs now.
pub(super) enum Needs {
    /// A call of another system; the lease is kept.
    Call(Call),
    /// The answer to a question; the unit is to be undone, and done again with the answer.
    Answer(Call),
    /// Nothing that this engine could do.
    Nothing,
}

#[async_trait]
impl UseCase for Advance<'_> {
    type Command = (FlowId, AdvanceCommand);
    type Output = Needs;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        (flow, command): &(FlowId, AdvanceCommand),
    ) -> Result<Needs, AppError> {
        let Some(flow) = unit.flows().get(*flow).await? else {
            return Ok(Needs::Nothing);
        };
        if !flow.value.is_leased_by(self.engine) {
            return Ok(Needs::Nothing);
        }
        self.advance(unit, flow, command).await
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
    /// Takes a flow that is due, if nobody has it, and has it go on in this unit. With `seat` a call
    /// of another system is the engine's; without, the flow is left due.
    pub(super) async fn go_along(
        &self,
        unit: &mut dyn UnitOfWork,
        flow: FlowId,
        seat: bool,
    ) -> Result<Needs, AppError> {
        let Some(mut flow) = unit.flows().get(flow).await? else {
            return Ok(Needs::Nothing);
        };
        if !flow.value.is_free_and_due(self.real_now) {
            return Ok(Needs::Nothing);
        }
        if seat {
            flow.value.lease(self.engine, self.real_now + self.lease);
        }
        self.advance(unit, flow, &AdvanceCommand::default()).await
    }

    async fn advance(
        &self,
        unit: &mut dyn UnitOfWork,
        mut flow: Versioned<Flow>,
        command: &AdvanceCommand,
    ) -> Result<Needs, AppError> {
        self.running.store(0, Ordering::Relaxed);
        let needs = match self.go_on(unit, &mut flow, command).await {
            Err(Halt::Stuck(trouble)) => {
                let id = flow.value.keep().id;
                tracing::error!(flow = %id, error = %trouble, "a flow is stuck");
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
                Next::Run(step) => {
                    self.run(unit, program, (&mut state, step), flow, command).await?
                }
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

    /// Runs a local step here, or takes the answer to a question; a call of another system is left
    /// to the caller.
    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        program: &dyn FlowProgram,
        (state, step): (&mut FlowState, Step),
        flow: &mut Versioned<Flow>,
        command: &AdvanceCommand,
    ) -> Result<Option<Needs>, Halt> {
        let unknown = |_| state.invalid(format!("there is no activity {}", step.activity));
        let activity = self.activities.get(step.activity).map_err(unknown)?;
        let result = match activity.work() {
            Work::Local(work) => {
                self.running.store(state.step_no, Ordering::Relaxed);
                let result = work.run(unit, &step.args).await.map_err(Halt::Failed)?;
                &Signal::Result(result.unwrap_or_default())
            }
            Work::Outside(work) => {
                let mut answers = command.answers.iter();
                let Some((_, answer)) = answers.find(|(call, _)| call.is(&step, state.step_no))
                else {
                    let ask = command.may_ask && work.only_asks();
                    return Ok(Some(self.call(activity, (state, step), flow, ask)));
                };
                answer
            }
        };
        program.resume(state, result, self.time.now())?;
        Ok(None)
    }

    /// Leaves a call to the engine that has the flow, or the flow to the next one that looks.
    fn call(
        &self,
        activity: &Arc<dyn Activity>,
        (state, step): (&FlowState, Step),
        flow: &mut Versioned<Flow>,
        ask: bool,
    ) -> Needs {
        flow.value.advance(state.clone(), self.real_now);
        let (activity, args, step) = (Arc::clone(activity), step.args, state.step_no);
        if ask {
            return Needs::Answer(Call { activity, args, step, attempt: 1 });
        }
        if !flow.value.is_leased_by(self.engine) {
            flow.value.rest(Some(self.real_now));
            return Needs::Nothing;
        }
        Needs::Call(Call { activity, args, step, attempt: flow.value.try_again() })
    }
}
