//! A small program with its activities, and a stage to run it on.

use async_trait::async_trait;
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use kredo_application::{
    AppError, BusinessTime, Store, UnitOfWork, UseCase,
    activity::{ActivityTable, LocalActivity, OutsideActivity, StepContext},
    flow::{
        EngineSettings, Flow, FlowEngine, FlowError, FlowId, FlowProgram, FlowState, Next, Pace,
        Programs, Signal, Step, TellsFlow, run_with_flow,
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

/// Adds customers 1 and 2 (counted after `after` in its input), calls, waits for `go` until the deadline in its input, adds customer 3;
/// with `asks` in its input it asks then, with how much it has heard, and adds customer 4. Everything it is told is written into
/// its memory.
pub(crate) struct Toy;

impl FlowProgram for Toy {
    fn name(&self) -> &'static str {
        "ToyFlow"
    }
    fn version(&self) -> u32 {
        1
    }
    fn start(&self, input: &Value, _: DateTime<Utc>) -> Result<FlowState, FlowError> {
        let memory = json!({ "heard": [], "until": input["until"], "asks": input["asks"],
                             "after": input["after"] });
        Ok(FlowState::begin(self.name(), self.version(), "add 1", memory))
    }
    fn next(&self, state: &FlowState) -> Result<Next, FlowError> {
        let after = state.data["after"].as_i64().unwrap_or_default();
        let add = |n: i64| {
            Next::Run(Step { activity: AddCustomer::NAME, args: vec![(after + n).into()] })
        };
        Ok(match state.step_name.as_str() {
            "add 1" => add(1),
            "add 2" => add(2),
            "call" => Next::Run(Step { activity: Call::NAME, args: vec!["hello".into()] }),
            "wait" => {
                let until = serde_json::from_value(state.data["until"].clone()).unwrap_or(None);
                Next::Await { tasks: vec!["go".to_owned()], until }
            }
            "add 3" => add(3),
            "ask" => {
                let heard = state.data["heard"].as_array().map_or(0, Vec::len);
                let word = format!("after {heard}");
                Next::Run(Step { activity: Ask::NAME, args: vec![word.into()] })
            }
            "add 4" => add(4),
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
            ("add 3", Signal::Result(_)) if state.data["asks"] == true => "ask",
            ("ask", Signal::Result(_)) => "add 4",
            ("add 3" | "add 4", Signal::Result(_))
            | (_, Signal::Failure { .. } | Signal::Cancel { .. }) => "end",
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

impl OtherSide {
    async fn answer(
        &self,
        context: &StepContext,
        word: String,
    ) -> Result<Option<String>, AppError> {
        let seen = (context.key.to_string(), context.attempt);
        self.seen.lock().unwrap().push(seen);
        let answer = self.script.lock().unwrap().pop_front();
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
        self.0.answer(context, word).await
    }
}

struct Ask(Arc<OtherSide>);

#[async_trait]
impl OutsideActivity for Ask {
    const NAME: &'static str = "Toy#ask";
    const ARGUMENTS: &'static [&'static str] = &["word"];
    const ERRORS: &'static [ErrorCode] = &[];
    const ONLY_ASKS: bool = true;
    type Arguments = (String,);
    type Output = String;
    async fn run(
        &self,
        context: &StepContext,
        (word,): (String,),
    ) -> Result<Option<String>, AppError> {
        self.0.answer(context, word).await
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
        self.engine_by(n, programs, Self::settings())
    }
    pub(crate) fn settings() -> EngineSettings {
        let pace = Pace { first: TimeDelta::seconds(1), longest: TimeDelta::seconds(4), tries: 4 };
        EngineSettings { lease: LEASE, pace, ..EngineSettings::default() }
    }
    pub(crate) fn engine_by(
        &self,
        n: u128,
        programs: Programs,
        settings: EngineSettings,
    ) -> Arc<FlowEngine> {
        let (call, ask) = (Call(Arc::clone(&self.other)), Ask(Arc::clone(&self.other)));
        let table = ActivityTable::default().with(AddCustomer).with_outside(call).with_outside(ask);
        let clock: Arc<dyn Clock> = Arc::<FixedClock>::clone(&self.clock);
        let zone = FixedOffset::east_opt(3 * 3600).unwrap();
        let time = BusinessTime::real(Arc::clone(&clock), zone);
        let store = Arc::clone(&self.store);
        let engine =
            FlowEngine::new(store, (programs, table), (clock, time), settings, Uuid::from_u128(n));
        Arc::new(engine)
    }
    pub(crate) fn engine(&self) -> Arc<FlowEngine> {
        self.engine_of(1, Programs::default().with(Toy))
    }

    pub(crate) async fn begin(&self, n: u128, until: Option<DateTime<Utc>>) -> FlowId {
        self.begin_with(n, json!({ "until": until })).await
    }
    /// With a question at its end.
    pub(crate) async fn begin_asking(&self, n: u128) -> FlowId {
        self.begin_with(n, json!({ "asks": true })).await
    }
    async fn begin_with(&self, n: u128, input: Value) -> FlowId {
        run(&*self.store, &Begin(self.clock.now()), &(id(n), input)).await.unwrap();
        id(n)
    }
    pub(crate) async fn tell(&self, flow: FlowId, signal: Signal) {
        run(&*self.store, &Tell(self.clock.now()), &(flow, signal)).await.unwrap();
    }
    /// Begins one, which goes along.
    pub(crate) async fn begin_along(&self, n: u128, engine: &Arc<FlowEngine>) -> FlowId {
        self.begin_along_after(n, 0, engine).await
    }
    /// The same with other customers.
    pub(crate) async fn begin_along_after(
        &self,
        n: u128,
        after: u8,
        engine: &Arc<FlowEngine>,
    ) -> FlowId {
        let (begin, command) = (Begin(self.clock.now()), (id(n), json!({ "after": after })));
        run_with_flow(&*self.store, engine, &begin, &command).await.unwrap();
        id(n)
    }
    /// Tells a flow something, and it goes along.
    pub(crate) async fn tell_along(&self, flow: FlowId, signal: Signal, engine: &Arc<FlowEngine>) {
        let (tell, command) = (Tell(self.clock.now()), (flow, signal));
        run_with_flow(&*self.store, engine, &tell, &command).await.unwrap();
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

struct Begin(DateTime<Utc>);

#[async_trait]
impl UseCase for Begin {
    type Command = (FlowId, Value);
    type Output = ();
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        (flow, input): &(FlowId, Value),
    ) -> Result<(), AppError> {
        let state = Toy.start(input, self.0)?;
        Ok(unit.flows().insert(&Flow::begin(*flow, state, self.0)).await?)
    }
}

impl TellsFlow for Begin {
    fn flow(&self, (flow, _): &(FlowId, Value), (): &()) -> FlowId {
        *flow
    }
}

struct Tell(DateTime<Utc>);

impl TellsFlow for Tell {
    fn flow(&self, (flow, _): &(FlowId, Signal), (): &()) -> FlowId {
        *flow
    }
}

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
