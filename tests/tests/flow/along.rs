//! What a flow does in the unit that tells it something, and before anything is kept.

use crate::toy::{Answer, LEASE, Stage, Toy, go};
use kredo_application::{
    AppError, Store,
    flow::{EngineSettings, FlowDriver, FlowId, FlowStanding, Programs, Signal},
};
use std::sync::Arc;
use tokio::{sync::Notify, task::JoinHandle};

pub(crate) async fn a_flow_goes_along_with_whoever_tells_it_something(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![]);
    let engine = stage.engine();
    let flow = stage.begin_along(9, &engine).await;
    assert!(stage.has_customer(1).await && stage.has_customer(2).await);
    assert_eq!((stage.place(flow).await.as_str(), stage.seen()), ("call", vec![]));
    let other = stage.engine_of(2, Programs::default().with(Toy));
    assert_eq!(other.work_once().await.unwrap(), 0, "the engine that went along has it");
    assert_eq!(engine.work_once().await.unwrap(), 1);
    assert_eq!(stage.place(flow).await, "wait");
    assert_eq!(stage.seen(), [(format!("{flow}/3"), 1)]);

    stage.tell_along(flow, go(), &engine).await;
    assert!(stage.has_customer(3).await);
    assert_eq!(stage.flow(flow).await.keep().standing, FlowStanding::Finished);
    assert_eq!(engine.work_once().await.unwrap(), 0, "nothing is left for it to do");
}

pub(crate) async fn an_engine_that_dies_after_the_commit_leaves_the_flow_to_another(
    store: Arc<dyn Store>,
) {
    let stage = Stage::new(store, vec![]);
    let flow = stage.begin_along(9, &stage.engine()).await;
    stage.pass(LEASE);
    let other = stage.engine_of(2, Programs::default().with(Toy));
    assert_eq!(other.work_once().await.unwrap(), 1);
    assert_eq!(stage.place(flow).await, "wait");
    assert_eq!(stage.seen(), [(format!("{flow}/3"), 2)], "the first one may have called");
}

pub(crate) async fn a_flow_that_cannot_go_along_is_left_to_its_engine(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![]);
    stage.obstruct(2).await;
    let engine = stage.engine();
    let flow = stage.begin_along(9, &engine).await;
    assert_eq!(stage.place(flow).await, "add 1", "what began it is kept, and nothing of the flow");
    assert!(!stage.has_customer(1).await);
    assert_eq!(engine.work_once().await.unwrap(), 1);
    assert!(stage.has_customer(1).await);
    let keep = stage.flow(flow).await.keep().clone();
    assert_eq!(keep.standing, FlowStanding::Finished);
    assert!(keep.state.data.to_string().contains("CUSTOMER_ALREADY_EXISTS"));
}

pub(crate) async fn a_flow_that_an_engine_works_on_does_not_go_along(store: Arc<dyn Store>) {
    let (called, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = Answer::Slow(Arc::clone(&called), Arc::clone(&release));
    let stage = Stage::new(store, vec![slow]);
    let (flow, engine) = (stage.begin(9, None).await, stage.engine());
    let working = Arc::clone(&engine);
    let working = tokio::spawn(async move { working.work_once().await });
    called.notified().await;
    stage.tell_along(flow, go(), &engine).await;
    assert_eq!(stage.place(flow).await, "call");
    release.notify_one();
    working.await.unwrap().unwrap();
    assert_eq!(stage.flow(flow).await.keep().standing, FlowStanding::Finished);
    assert_eq!(stage.seen().len(), 1);
}

pub(crate) async fn an_engine_without_a_free_seat_leaves_the_call_to_whoever_looks(
    store: Arc<dyn Store>,
) {
    let stage = Stage::new(store, vec![]);
    let one_seat = EngineSettings { at_once: 1, ..Stage::settings() };
    let engine = stage.engine_by(1, Programs::default().with(Toy), one_seat);
    let first = stage.begin_along(9, &engine).await;
    let second = stage.begin_along_after(10, 10, &engine).await;
    assert!(stage.has_customer(12).await, "its local steps need no seat");
    assert_eq!(stage.flow(second).await.keep().leased_by, None);
    let other = stage.engine_of(2, Programs::default().with(Toy));
    assert_eq!(other.work_once().await.unwrap(), 1);
    assert_eq!(stage.place(second).await, "wait");
    assert_eq!(engine.work_once().await.unwrap(), 1);
    assert_eq!(stage.place(first).await, "wait");
    assert!(stage.seen().iter().all(|(_, attempt)| *attempt == 1), "{:?}", stage.seen());
}

/// A flow whose question is on its way.
struct Asking {
    stage: Stage,
    flow: FlowId,
    working: JoinHandle<Result<usize, AppError>>,
    /// Has the other side answer.
    release: Arc<Notify>,
}

impl Asking {
    async fn begin(store: Arc<dyn Store>) -> Self {
        let (called, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let slow = Answer::Slow(Arc::clone(&called), Arc::clone(&release));
        let stage = Stage::new(store, vec![Answer::Well, slow]);
        let (flow, engine) = (stage.begin_asking(9).await, stage.engine());
        engine.work_once().await.unwrap();
        stage.tell(flow, go()).await;
        let working = tokio::spawn(async move { engine.work_once().await });
        called.notified().await;
        Self { stage, flow, working, release }
    }
}

pub(crate) async fn a_question_is_asked_before_what_led_to_it_is_kept(store: Arc<dyn Store>) {
    let Asking { stage, flow, working, release } = Asking::begin(store).await;
    assert_eq!(stage.place(flow).await, "wait");
    assert!(!stage.has_customer(3).await, "it is done again with the answer");
    release.notify_one();
    working.await.unwrap().unwrap();
    assert_eq!(stage.flow(flow).await.keep().standing, FlowStanding::Finished);
    assert!(stage.has_customer(3).await && stage.has_customer(4).await);
    assert_eq!(stage.seen(), [(format!("{flow}/3"), 1), (format!("{flow}/6"), 1)]);
}

pub(crate) async fn an_answer_is_for_the_question_that_was_asked(store: Arc<dyn Store>) {
    let Asking { stage, flow, working, release } = Asking::begin(store).await;
    // It does not concern the flow, and is heard.
    stage.tell(flow, Signal::Deadline).await;
    release.notify_one();
    working.await.unwrap().unwrap();
    let keep = stage.flow(flow).await.keep().clone();
    assert_eq!(keep.standing, FlowStanding::Finished);
    let heard = keep.state.data["heard"].as_array().unwrap().clone();
    assert_eq!(heard[6]["result"], "after 6", "not what was asked before: {heard:?}");
    assert_eq!(stage.seen().len(), 3);
}

pub(crate) async fn a_question_that_is_not_answered_is_kept_and_asked_again(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![Answer::Well, Answer::NotReached, Answer::NotReached]);
    let (flow, engine) = (stage.begin_asking(9).await, stage.engine());
    engine.work_once().await.unwrap();
    stage.tell(flow, go()).await;
    engine.work_once().await.unwrap();
    assert_eq!(stage.place(flow).await, "ask");
    assert!(stage.has_customer(3).await, "what led to it is kept now");
    assert_eq!(engine.work_once().await.unwrap(), 0, "not before the pause is over");
    stage.pass(chrono::TimeDelta::seconds(1));
    engine.work_once().await.unwrap();
    assert_eq!(stage.flow(flow).await.keep().standing, FlowStanding::Finished);
    assert!(stage.has_customer(4).await);
}

pub(crate) async fn what_is_handed_over_is_driven_while_the_engine_works(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![]);
    let engine = stage.engine();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let working = Arc::clone(&engine);
    let working = tokio::spawn(working.work_until(async move { drop(stopped.await) }));
    let flow = stage.begin_along(9, &engine).await;
    while stage.place(flow).await != "wait" {
        tokio::task::yield_now().await;
    }
    engine.wake();
    drop(stop);
    working.await.unwrap();
    assert_eq!(stage.flow(flow).await.keep().leased_by, None);
}
