//! The loop of an engine.

use super::{
    EngineSettings,
    advance::{Advance, AdvanceCommand, Needs},
    lease::LeaseDue,
};
use crate::{
    AppError, BusinessTime, Store, UnitOfWork, UseCase,
    activity::{Activity, ActivityTable, StepContext, Work},
    audit::{Actor, acting},
    flow::{FlowId, Programs, Signal},
    outside::{CallKey, OutsideError},
    ports::Clock,
    run,
};
use async_trait::async_trait;
use kredo_domain::ErrorKind;
use serde_json::Value;
use std::sync::{Arc, atomic::AtomicI64};
use tokio::{
    sync::Notify,
    task::{JoinError, JoinSet},
    time::timeout,
};
use uuid::Uuid;

/// Drives flows. Several engines, in one process or many, share the flows of one database.
pub struct FlowEngine {
    store: Arc<dyn Store>,
    programs: Programs,
    activities: ActivityTable,
    clock: Arc<dyn Clock>,
    time: BusinessTime,
    settings: EngineSettings,
    /// Which engine this is: a lease is its own.
    engine: Uuid,
    wake: Notify,
}

impl FlowEngine {
    /// An engine of its own name (a fresh guid).
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        (programs, activities): (Programs, ActivityTable),
        (clock, time): (Arc<dyn Clock>, BusinessTime),
        settings: EngineSettings,
        engine: Uuid,
    ) -> Self {
        Self { store, programs, activities, clock, time, settings, engine, wake: Notify::new() }
    }

    /// Looks for work now instead of at the next turn: somebody told a flow something.
    pub fn nudge(&self) {
        self.wake.notify_one();
    }

    /// Refuses to start when a live flow's program is not registered in its version.
    ///
    /// # Errors
    /// [`FlowError::ProgramUnknown`](crate::flow::FlowError::ProgramUnknown), or the store's.
    pub async fn check(&self) -> Result<(), AppError> {
        let live = self.store.reader().await?.flows().live_programs().await?;
        Ok(self.programs.require(&live)?)
    }

    /// Works until `stop` ends, then ends what it has begun. A flow that takes its time keeps no
    /// other waiting while there is room for more.
    pub async fn work_until(self: Arc<Self>, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let mut driven = JoinSet::new();
        loop {
            while let Some(ended) = driven.try_join_next() {
                note(ended);
            }
            let failed = self.take_on(&mut driven).await.inspect_err(|error| {
                tracing::error!(error = error as &dyn std::error::Error, "engine");
            });
            let full = driven.len() >= usize::from(self.settings.at_once);
            let pause = async {
                match failed {
                    Ok(_) => drop(timeout(self.settings.idle, self.wake.notified()).await),
                    Err(_) => tokio::time::sleep(self.settings.idle).await,
                }
            };
            tokio::select! {
                () = &mut stop => break,
                Some(ended) = driven.join_next(), if full => note(ended),
                () = pause, if !full => {}
            }
        }
        while let Some(ended) = driven.join_next().await {
            note(ended);
        }
    }

    /// Takes flows that are due and drives each until it rests; says how many there were.
    ///
    /// # Errors
    /// The store's. What single flows meet is kept with them.
    pub async fn work_once(self: &Arc<Self>) -> Result<usize, AppError> {
        let mut driven = JoinSet::new();
        let count = self.take_on(&mut driven).await?;
        driven.join_all().await;
        Ok(count)
    }

    /// Begins to drive flows that are due, as many as there is room for.
    async fn take_on(self: &Arc<Self>, driven: &mut JoinSet<()>) -> Result<usize, AppError> {
        let busy = u16::try_from(driven.len()).unwrap_or(u16::MAX);
        let now = self.clock.now();
        let lease = LeaseDue { engine: self.engine, now, until: now + self.settings.lease };
        let room = self.settings.at_once.saturating_sub(busy);
        let leased = run(&*self.store, &lease, &room).await?;
        let count = leased.len();
        for flow in leased {
            let engine = Arc::clone(self);
            driven.spawn(async move { engine.drive(flow).await });
        }
        Ok(count)
    }

    /// Drives one flow in its own name until it rests. What fails on our side is tried again when the
    /// lease ends.
    async fn drive(&self, flow: FlowId) {
        let trace = flow.guid().as_simple().to_string();
        acting(Some(Actor::FLOW), trace, self.drive_on(flow)).await;
    }

    async fn drive_on(&self, flow: FlowId) {
        let mut happened = None;
        loop {
            match self.advance(flow, happened.take()).await {
                Ok(Needs::Nothing) => return,
                Ok(Needs::Call { activity, args, step, attempt }) => {
                    match self.call(flow, &*activity, &args, step, attempt).await {
                        Some(signal) => happened = Some((step, signal)),
                        None => return,
                    }
                }
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(%flow, error, "a flow waits for its lease to end");
                    return;
                }
            }
        }
    }

    /// Advances a flow in one unit. When a local step refuses, the steps before it are kept by
    /// themselves, and the refusal is told to the program in a unit of its own.
    async fn advance(
        &self,
        flow: FlowId,
        happened: Option<(i64, Signal)>,
    ) -> Result<Needs, AppError> {
        let advance = Advance {
            programs: &self.programs,
            activities: &self.activities,
            time: &self.time,
            real_now: self.clock.now(),
            engine: self.engine,
            running: AtomicI64::new(0),
        };
        let command = AdvanceCommand { flow, happened, stop_before: None };
        let refused = match run(&*self.store, &advance, &command).await {
            Ok(needs) => return Ok(needs),
            Err(error) => error,
        };
        let failed = advance.running.load(std::sync::atomic::Ordering::Relaxed);
        let Some(signal) = told(&refused).filter(|_| failed > 0) else { return Err(refused) };
        tracing::info!(%flow, step = failed, code = %refused.code(), "a step refused");
        let before = AdvanceCommand { stop_before: Some(failed), ..command };
        run(&*self.store, &advance, &before).await?;
        Box::pin(self.advance(flow, Some((failed, signal)))).await
    }

    /// Calls another system; `None` when the call is to be repeated later.
    async fn call(
        &self,
        flow: FlowId,
        activity: &dyn Activity,
        args: &[Value],
        step: i64,
        attempt: u32,
    ) -> Option<Signal> {
        let context = StepContext { key: CallKey::of_step(flow.guid(), step), attempt };
        count("kredo_flow_calls_total", activity.name());
        let Work::Outside(work) = activity.work() else { return None };
        // Within half of the lease, so that the call has ended when another engine may begin.
        let limit = (self.settings.lease / 2).to_std().unwrap_or_default();
        let error = match timeout(limit, work.run(&context, args)).await {
            Ok(Ok(result)) => return Some(Signal::Result(result.unwrap_or_default())),
            Ok(Err(error)) => error,
            Err(late) => {
                OutsideError::Unknown { system: activity.name(), source: late.into() }.into()
            }
        };
        warn(flow, &context, activity.name(), &error);
        count("kredo_flow_calls_failed_total", activity.name());
        if let Some(signal) = told(&error) {
            return Some(signal);
        }
        match self.settings.pace.pause(attempt) {
            Some(pause) => {
                let rest = Rest { engine: self.engine, wake_at: self.clock.now() + pause };
                // When this fails, the lease ends by itself.
                let _unless_store_fails = run(&*self.store, &rest, &flow).await;
                None
            }
            None => Some(failure(&error)),
        }
    }
}

fn count(name: &'static str, activity: &'static str) {
    metrics::counter!(name, "activity" => activity).increment(1);
}

/// Says so when a flow was left in the middle of its step: it waits for its lease to end.
fn note(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(error = &error as &dyn std::error::Error, "a flow was dropped");
    }
}

fn warn(flow: FlowId, context: &StepContext, activity: &str, error: &AppError) {
    let (attempt, error) = (context.attempt, error as &dyn std::error::Error);
    tracing::warn!(%flow, key = %context.key, attempt, activity, error, "a call failed");
}

/// What a program is told of an error at once; `None` for one that may pass by itself.
fn told(error: &AppError) -> Option<Signal> {
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

/// Lets a flow rest until then.
struct Rest {
    engine: Uuid,
    wake_at: chrono::DateTime<chrono::Utc>,
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
