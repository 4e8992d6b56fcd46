//! The loop of an engine.

use super::{
    EngineSettings,
    advance::{Advance, AdvanceCommand, Needs},
    call::{Call, told},
    handover::Driven,
    lease::{LeaseDue, Rest},
};
use crate::{
    AppError, BusinessTime, Store,
    activity::ActivityTable,
    audit::{Actor, acting},
    flow::{FlowId, Programs, Signal},
    ports::Clock,
    run,
    use_case::run_and_keep,
};
use std::{
    error::Error,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};
use tokio::{
    sync::{Notify, Semaphore},
    task::{JoinError, JoinSet},
    time::MissedTickBehavior,
};
use uuid::Uuid;

/// Drives flows. Several engines, in one process or many, share the flows of one database.
pub struct FlowEngine {
    pub(super) store: Arc<dyn Store>,
    programs: Programs,
    activities: ActivityTable,
    pub(super) clock: Arc<dyn Clock>,
    time: BusinessTime,
    pub(super) settings: EngineSettings,
    /// Which engine this is: a lease is its own.
    pub(super) engine: Uuid,
    wake: Notify,
    /// A seat for each flow that may be driven at once.
    pub(super) seats: Arc<Semaphore>,
    /// Flows that others have brought to a call, and that it is to drive on.
    pub(super) handed_over: Mutex<Vec<Driven>>,
    pub(super) handed_over_some: Notify,
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
        Self {
            store,
            programs,
            activities,
            clock,
            time,
            settings,
            engine,
            wake: Notify::new(),
            seats: Arc::new(Semaphore::new(settings.at_once.into())),
            handed_over: Mutex::default(),
            handed_over_some: Notify::new(),
        }
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
        let mut look = tokio::time::interval(self.settings.idle);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut failed = false;
        loop {
            let full = self.seats.available_permits() == 0;
            tokio::select! {
                () = &mut stop => break,
                Some(ended) = driven.join_next() => {
                    note(ended);
                    if full {
                        // More may have come due than there was room for.
                        look.reset_immediately();
                    }
                }
                () = self.handed_over_some.notified() => self.drive_handed_over(&mut driven),
                () = self.wake.notified(), if !failed => look.reset_immediately(),
                _ = look.tick() => {
                    let taken = self.take_on(&mut driven).await;
                    failed = taken.is_err();
                    if let Err(error) = taken {
                        tracing::error!(error = &error as &dyn Error, "engine");
                    }
                }
            }
        }
        self.drive_handed_over(&mut driven);
        while let Some(ended) = driven.join_next().await {
            note(ended);
        }
    }

    /// Takes flows that are due and drives each until it rests, and those that were handed over; says
    /// how many there were.
    ///
    /// # Errors
    /// The store's. What single flows meet is kept with them.
    pub async fn work_once(self: &Arc<Self>) -> Result<usize, AppError> {
        let mut driven = JoinSet::new();
        self.drive_handed_over(&mut driven);
        self.take_on(&mut driven).await?;
        Ok(driven.join_all().await.len())
    }

    fn drive_handed_over(self: &Arc<Self>, driven: &mut JoinSet<()>) {
        let mut handed_over = self.handed_over.lock().unwrap_or_else(PoisonError::into_inner);
        for next in handed_over.drain(..) {
            self.begin(next, driven);
        }
    }

    /// Begins to drive flows that are due, as many as there is room for.
    async fn take_on(self: &Arc<Self>, driven: &mut JoinSet<()>) -> Result<(), AppError> {
        let room = u16::try_from(self.seats.available_permits()).unwrap_or(u16::MAX);
        if room == 0 {
            return Ok(());
        }
        let now = self.clock.now();
        let lease = LeaseDue { engine: self.engine, now, until: now + self.settings.lease };
        for flow in run(&*self.store, &lease, &room).await? {
            if let Ok(seat) = Arc::clone(&self.seats).try_acquire_owned() {
                self.begin(Driven { flow, call: None, seat }, driven);
            } else {
                // A flow that went along with a request sat down in between.
                let rest = Rest { engine: self.engine, wake_at: now };
                run(&*self.store, &rest, &flow).await?;
            }
        }
        Ok(())
    }

    fn begin(self: &Arc<Self>, next: Driven, driven: &mut JoinSet<()>) {
        let engine = Arc::clone(self);
        driven.spawn(async move { engine.drive(next).await });
    }

    /// Drives one flow in its own name until it rests. What fails on our side is tried again when the
    /// lease ends.
    async fn drive(&self, Driven { flow, call, seat }: Driven) {
        as_flow(flow, self.drive_on(flow, call)).await;
        drop(seat);
    }

    async fn drive_on(&self, flow: FlowId, first: Option<Call>) {
        let mut call = first;
        loop {
            let happened = match call.take() {
                None => None,
                Some(call) => match self.call(flow, &call).await {
                    Some(signal) => Some((call.step, signal)),
                    None => return,
                },
            };
            match self.advance(flow, happened).await {
                Ok(None) => return,
                Ok(next) => call = next,
                Err(error) => {
                    let error = &error as &dyn Error;
                    tracing::error!(%flow, error, "a flow waits for its lease to end");
                    return;
                }
            }
        }
    }

    pub(super) fn advancing(&self) -> Advance<'_> {
        Advance {
            programs: &self.programs,
            activities: &self.activities,
            time: &self.time,
            real_now: self.clock.now(),
            engine: self.engine,
            lease: self.settings.lease,
            running: AtomicI64::new(0),
        }
    }

    /// Advances a flow and keeps how far it came; questions on the way are asked before anything is
    /// kept, and what led to them is done again with the answers. `None` when it rests.
    async fn advance(
        &self,
        flow: FlowId,
        happened: Option<(i64, Signal)>,
    ) -> Result<Option<Call>, AppError> {
        let command = AdvanceCommand { happened, may_ask: true, ..AdvanceCommand::default() };
        let mut command = (flow, command);
        loop {
            let question = match self.advance_once(&command).await? {
                Needs::Nothing => return Ok(None),
                Needs::Call(call) => return Ok(Some(call)),
                Needs::Answer(question) => question,
            };
            match self.ask(flow, &question).await {
                Ok(answer) => command.1.answers.push((question, answer)),
                // Kept now, to be called for as everything else is.
                Err(_) => command.1.may_ask = false,
            }
        }
    }

    /// Advances a flow in one unit. When a local step refuses, the steps before it are kept by
    /// themselves, and the refusal is told to the program in a unit of its own.
    async fn advance_once(&self, command: &(FlowId, AdvanceCommand)) -> Result<Needs, AppError> {
        let (flow, told_before) = command;
        let advance = self.advancing();
        let is_kept = |needs: &Needs| !matches!(needs, Needs::Answer(_));
        let refused = match run_and_keep(&*self.store, &advance, command, is_kept).await {
            Ok(needs) => return Ok(needs),
            Err(error) => error,
        };
        let failed = advance.running.load(Ordering::Relaxed);
        let Some(signal) = told(&refused).filter(|_| failed > 0) else { return Err(refused) };
        tracing::info!(%flow, step = failed, code = %refused.code(), "a step refused");
        let before = AdvanceCommand {
            stop_before: Some(failed),
            happened: told_before.happened.clone(),
            answers: told_before.answers.clone(),
            may_ask: false,
        };
        run(&*self.store, &advance, &(*flow, before)).await?;
        let after =
            AdvanceCommand { happened: Some((failed, signal)), ..AdvanceCommand::default() };
        Box::pin(self.advance_once(&(*flow, after))).await
    }
}

/// Does something in a flow's name.
pub(super) async fn as_flow<T>(flow: FlowId, work: impl Future<Output = T>) -> T {
    acting(Some(Actor::FLOW), flow.guid().as_simple().to_string(), work).await
}

/// Says so when a flow was left in the middle of its step: it waits for its lease to end.
fn note(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(error = &error as &dyn Error, "a flow was dropped");
    }
}
