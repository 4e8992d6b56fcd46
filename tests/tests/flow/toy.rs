//! A small program with its activities, and a stage to run it on.

use async_trait::async_trait;
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use kredo_application::{
    AppError, BusinessTime, Store, UnitOfWork, UseCase,
    activity::{ActivityTable, LocalActivity, OutsideActivity, StepContext},
    flow::{
        EngineSettings, Flow, FlowEngine, FlowError, FlowId, FlowProgram, FlowState, Next, Pace,
        Programs, Signal, Step,
    },
    outside::OutsideError,
    ports::Clock,
    run,
};
use kredo_domain::{
    ErrorCode,
    customer::{Customer, CustomerError, CustomerState, code},
};
use kredo_tests::fixture::{FixedClock, Sample, id};
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};
use tokio::sync::Notify;
use uuid::Uuid;

/// Adds customers 1 and 2, calls, waits for `go` until the deadline in its input, adds customer 3.
/// Everything it is told is written into its memory.
pub(crate) struct Toy;

impl FlowProgram for Toy {
    fn name(&self) -> &'static str {
        "ToyFlow"
    }
    fn version(&self) -> u32 {
        1
    }
    fn start(&self, input: &Value, _: DateTime<Utc>) -> Result<FlowState, FlowError> {
        let memory = json!({ "heard": [], "until": input["until"] });
        Ok(FlowState::begin(self.name(), self.version(), "add 1", memory))
    }
    fn next(&self, state: &FlowState) -> Result<Next, FlowError> {
        let add = |n: i64| Next::Run(Step { activity: AddCustomer::NAME, args: vec![n.into()] });
        Ok(match state.step_name.as_str() {
            "add 1" => add(1),
            "add 2" => add(2),
            "call" => Next::Run(Step { activity: Call::NAME, args: vec!["hello".into()] }),
            "wait" => {
                let until = serde_json::from_value(state.data["until"].clone()).unwrap_or(None);
                Next::Await { tasks: vec!["go".to_owned()], until }
            }
            "add 3" => add(3),
            "end" => Next::Finish,
            _ => return Err(state.invalid("no such place")),
        })
    }
    fn resume(
        &self,
        state: &mut FlowState,
        with: &Signal,
        _: DateTime<Utc>,
    ) -> Result<(), FlowError> {
        let heard = state.data["heard"].as_array_mut().unwrap();
        heard.push(serde_json::to_value(with).unwrap());
        let place = match (state.step_name.as_str(), with) {
            ("add 1", Signal::Result(_)) => "add 2",
            ("add 2", Signal::Result(_)) => "call",
            ("call", Signal::Result(_)) => "wait",
            ("wait", Signal::Task { .. } | Signal::Deadline) => "add 3",
            ("add 3", Signal::Result(_)) | (_, Signal::Failure { .. } | Signal::Cancel { .. }) => {
                "end"
            }
            _ => return Ok(()),
        };
        state.go(place);
        Ok(())
    }
}

struct AddCustomer;

#[async_trait]
impl LocalActivity for AddCustomer {
    const NAME: &'static str = "Toy#add";
    const ARGUMENTS: &'static [&'static str] = &["n"];
    const ERRORS: &'static [ErrorCode] = &[code::CUSTOMER_ALREADY_EXISTS];
    type Arguments = (u8,);
    type Output = u8;
    async fn run(&self, unit: &mut dyn UnitOfWork, (n,): (u8,)) -> Result<Option<u8>, AppError> {
        if unit.customers().get(id(n.into())).await?.is_some() {
            return Err(CustomerError::AlreadyExists.into());
        }
        unit.customers().insert(&Customer::bare(n)).await?;
        Ok(Some(n))
    }
}

/// How the other side answers a call.
pub(crate) enum Answer {
    Well,
    NotReached,
    Refused,
    /// Says that it was called, then waits to be let go.
    Slow(Arc<Notify>, Arc<Notify>),
}

/// The other side: answers as scripted, then well, and remembers what it saw.
#[derive(Default)]
pub(crate) struct OtherSide {
    script: Mutex<VecDeque<Answer>>,
    pub(crate) seen: Mutex<Vec<(String, u32)>>,
}

struct Call(Arc<OtherSide>);

#[async_trait]
impl OutsideActivity for Call {
    const NAME: &'static str = "Toy#call";
    const ARGUMENTS: &'static [&'static str] = &["word"];
    const ERRORS: &'static [ErrorCode] = &[];
    type Arguments = (String,);
    type Output = String;
    async fn run(
        &self,
        context: &StepContext,
        (word,): (String,),
    ) -> Result<Option<String>, AppError> {
        let seen = (context.key.to_string(), context.attempt);
        self.0.seen.lock().unwrap().push(seen);
        let answer = self.0.script.lock().unwrap().pop_front();
        match answer.unwrap_or(Answer::Well) {
            Answer::Well => {}
            Answer::Slow(called, go) => {
                called.notify_one();
                go.notified().await;
            }
            Answer::NotReached => {
                let source = "no route".into();
                return Err(OutsideError::Unavailable { system: "toy", source }.into());
            }
            Answer::Refused => {
                let reason = "no".to_owned();
                return Err(OutsideError::Refused { system: "toy", reason }.into());
            }
        }
        Ok(Some(word))
    }
}

/// A store, a clock, the other side, and engines on demand.
pub(crate) struct Stage {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) other: Arc<OtherSide>,
}

pub(crate) const LEASE: TimeDelta = TimeDelta::seconds(60);

impl Stage {
    pub(crate) fn new(store: Arc<dyn Store>, script: Vec<Answer>) -> Self {
        let other = OtherSide { script: Mutex::new(script.into()), ..OtherSide::default() };
        Self { store, clock: Arc::default(), other: Arc::new(other) }
    }

    pub(crate) fn engine_of(&self, n: u128, programs: Programs) -> Arc<FlowEngine> {
        self.engine_with(n, programs, LEASE)
    }
    pub(crate) fn engine_with(
        &self,
        n: u128,
        programs: Programs,
        lease: TimeDelta,
    ) -> Arc<FlowEngine> {
        let call = Call(Arc::clone(&self.other));
        let table = ActivityTable::default().with(AddCustomer).with_outside(call);
        let clock: Arc<dyn Clock> = Arc::<FixedClock>::clone(&self.clock);
        let zone = FixedOffset::east_opt(3 * 3600).unwrap();
        let time = BusinessTime::real(Arc::clone(&clock), zone);
        let pace = Pace { first: TimeDelta::seconds(1), longest: TimeDelta::seconds(4), tries: 4 };
        let settings = EngineSettings { lease, pace, ..EngineSettings::default() };
        let store = Arc::clone(&self.store);
        let engine =
            FlowEngine::new(store, (programs, table), (clock, time), settings, Uuid::from_u128(n));
        Arc::new(engine)
    }
    pub(crate) fn engine(&self) -> Arc<FlowEngine> {
        self.engine_of(1, Programs::default().with(Toy))
    }

    pub(crate) async fn begin(&self, n: u128, until: Option<DateTime<Utc>>) -> FlowId {
        let state = Toy.start(&json!({ "until": until }), self.clock.now()).unwrap();
        let mut unit = self.store.begin().await.unwrap();
        let flow = Flow::begin(id(n), state, self.clock.now());
        unit.flows().insert(&flow).await.unwrap();
        unit.commit().await.unwrap();
        id(n)
    }
    pub(crate) async fn tell(&self, flow: FlowId, signal: Signal) {
        run(&*self.store, &Tell(self.clock.now()), &(flow, signal)).await.unwrap();
    }
    pub(crate) async fn flow(&self, flow: FlowId) -> Flow {
        let mut unit = self.store.reader().await.unwrap();
        unit.flows().get(flow).await.unwrap().unwrap().value
    }
    pub(crate) async fn place(&self, flow: FlowId) -> String {
        self.flow(flow).await.keep().state.step_name.clone()
    }
    pub(crate) async fn has_customer(&self, n: u128) -> bool {
        let mut unit = self.store.reader().await.unwrap();
        unit.customers().get(id(n)).await.unwrap().is_some()
    }
    /// Puts customer `n` in the way of the program.
    pub(crate) async fn obstruct(&self, n: u8) {
        let mut unit = self.store.begin().await.unwrap();
        let state = CustomerState { number: 77, ..Customer::bare(n).state().clone() };
        unit.customers().insert(&Customer::restore(state)).await.unwrap();
        unit.commit().await.unwrap();
    }
    pub(crate) fn pass(&self, time: TimeDelta) {
        self.clock.set(self.clock.now() + time);
    }
    pub(crate) fn seen(&self) -> Vec<(String, u32)> {
        self.other.seen.lock().unwrap().clone()
    }
}

struct Tell(DateTime<Utc>);

#[async_trait]
impl UseCase for Tell {
    type Command = (FlowId, Signal);
    type Output = ();
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        (flow, signal): &(FlowId, Signal),
    ) -> Result<(), AppError> {
        let mut flow = unit.flows().get(*flow).await?.ok_or(FlowError::NotFound)?;
        flow.value.tell(signal.clone(), self.0);
        unit.flows().update(flow).await?;
        Ok(())
    }
}

/// Somebody does the task.
pub(crate) fn go() -> Signal {
    Signal::Task { name: "go".to_owned(), payload: Value::Null }
}
