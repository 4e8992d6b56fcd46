use crate::toy::{Answer, LEASE, Stage, Toy, go};
use chrono::TimeDelta;
use kredo_application::{
    Store,
    flow::{EngineSettings, FlowStanding, Programs, Signal},
    ports::Clock,
};
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::{Notify, oneshot};

pub(crate) async fn a_flow_runs_its_steps_waits_for_its_task_and_ends(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![]);
    let (flow, engine) = (stage.begin(9, None).await, stage.engine());
    engine.check().await.unwrap();
    assert_eq!(engine.work_once().await.unwrap(), 1);
    assert_eq!(stage.place(flow).await, "wait");
    assert!(stage.has_customer(1).await && stage.has_customer(2).await);
    assert_eq!(engine.work_once().await.unwrap(), 0, "nothing is due while it waits");
    stage.tell(flow, go()).await;
    assert_eq!(engine.work_once().await.unwrap(), 1);
    assert_eq!(stage.flow(flow).await.keep().standing, FlowStanding::Finished);
    assert!(stage.has_customer(3).await);
    let key = format!("{flow}/3");
    assert_eq!(stage.seen(), [(key, 1)]);
    assert_eq!(engine.work_once().await.unwrap(), 0);
}

pub(crate) async fn a_call_that_did_not_reach_is_repeated_with_the_same_key(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![Answer::NotReached, Answer::NotReached]);
    let (flow, engine) = (stage.begin(9, None).await, stage.engine());
    engine.work_once().await.unwrap();
    assert_eq!(stage.place(flow).await, "call");
    assert_eq!(engine.work_once().await.unwrap(), 0, "not before the pause is over");
    stage.pass(TimeDelta::seconds(1));
    engine.work_once().await.unwrap();
    stage.pass(TimeDelta::seconds(1));
    assert_eq!(engine.work_once().await.unwrap(), 0, "the pause doubles");
    stage.pass(TimeDelta::seconds(1));
    engine.work_once().await.unwrap();
    assert_eq!(stage.place(flow).await, "wait");
    let key = format!("{flow}/3");
    assert_eq!(stage.seen(), [(key.clone(), 1), (key.clone(), 2), (key, 3)]);
}

pub(crate) async fn a_call_is_given_up_after_enough_tries(store: Arc<dyn Store>) {
    let script = (0..9).map(|_| Answer::NotReached).collect();
    let stage = Stage::new(store, script);
    let (flow, engine) = (stage.begin(9, None).await, stage.engine());
    for _ in 0..9 {
        engine.work_once().await.unwrap();
        stage.pass(TimeDelta::seconds(4));
    }
    assert_eq!(stage.seen().len(), 4);
    let keep = stage.flow(flow).await.keep().clone();
    assert_eq!(keep.standing, FlowStanding::Finished);
    assert!(keep.state.data.to_string().contains("OUTSIDE_UNAVAILABLE"), "{:?}", keep.state);
}

pub(crate) async fn a_refused_call_is_told_to_the_program(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![Answer::Refused]);
    let (flow, engine) = (stage.begin(9, None).await, stage.engine());
    engine.work_once().await.unwrap();
    let keep = stage.flow(flow).await.keep().clone();
    assert_eq!(keep.standing, FlowStanding::Finished);
    assert!(keep.state.data.to_string().contains("OUTSIDE_REFUSED"), "{:?}", keep.state);
    assert_eq!(stage.seen().len(), 1);
}

pub(crate) async fn a_refused_local_step_keeps_the_steps_before_it(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![]);
    stage.obstruct(2).await;
    let (flow, engine) = (stage.begin(9, None).await, stage.engine());
    engine.work_once().await.unwrap();
    assert!(stage.has_customer(1).await, "the step before the refused one is kept");
    let keep = stage.flow(flow).await.keep().clone();
    assert_eq!(keep.standing, FlowStanding::Finished);
    let heard = keep.state.data["heard"].as_array().unwrap().clone();
    assert_eq!(heard.len(), 2, "one result and one failure, each told once: {heard:?}");
    assert_eq!(heard[1]["failure"]["code"], "CUSTOMER_ALREADY_EXISTS");
    assert_eq!(stage.seen(), []);
}

pub(crate) async fn a_killed_engines_flow_goes_on_elsewhere_and_its_late_answer_counts_no_more(
    store: Arc<dyn Store>,
) {
    let (called, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = Answer::Slow(Arc::clone(&called), Arc::clone(&release));
    let stage = Stage::new(store, vec![slow]);
    let flow = stage.begin(9, None).await;
    let first = stage.engine();
    let late = tokio::spawn(async move { first.work_once().await });
    called.notified().await;

    let second = stage.engine_of(2, Programs::default().with(Toy));
    assert_eq!(second.work_once().await.unwrap(), 0, "the lease holds");
    stage.pass(LEASE);
    assert_eq!(second.work_once().await.unwrap(), 1);
    assert_eq!(stage.place(flow).await, "wait");
    let before = stage.flow(flow).await;
    release.notify_one();
    late.await.unwrap().unwrap();
    assert_eq!(stage.flow(flow).await, before);
    let key = format!("{flow}/3");
    assert_eq!(stage.seen(), [(key.clone(), 1), (key, 2)], "the other side is told of the repeat");
}

pub(crate) async fn what_is_told_during_a_call_is_heard_after_it(store: Arc<dyn Store>) {
    let (called, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = Answer::Slow(Arc::clone(&called), Arc::clone(&release));
    let stage = Stage::new(store, vec![slow]);
    let (flow, engine) = (stage.begin(9, None).await, stage.engine());
    let working = tokio::spawn(async move { engine.work_once().await });
    called.notified().await;
    stage.tell(flow, go()).await;
    release.notify_one();
    working.await.unwrap().unwrap();
    let keep = stage.flow(flow).await.keep().clone();
    assert_eq!(keep.standing, FlowStanding::Finished, "{:?}", keep.state);
    let heard = keep.state.data["heard"].as_array().unwrap().clone();
    assert_eq!(heard[2]["result"], "hello");
    assert_eq!(heard[3]["task"]["name"], "go");
}

pub(crate) async fn a_slow_call_keeps_no_other_flow_waiting(store: Arc<dyn Store>) {
    let (called, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = Answer::Slow(Arc::clone(&called), Arc::clone(&release));
    let stage = Stage::new(store, vec![slow]);
    let (flow, engine) = (stage.begin(9, None).await, stage.engine());
    let (stop, stopped) = oneshot::channel::<()>();
    let working = Arc::clone(&engine);
    let working = tokio::spawn(working.work_until(async move { drop(stopped.await) }));
    called.notified().await;
    let other = stage.begin(10, None).await;
    engine.nudge();
    while stage.flow(other).await.keep().standing != FlowStanding::Finished {
        tokio::task::yield_now().await;
    }
    assert_eq!(stage.place(flow).await, "call", "it is still being called for");

    drop(stop);
    release.notify_one();
    working.await.unwrap();
    assert_eq!(stage.place(flow).await, "wait", "what has begun is brought to its end");
}

pub(crate) async fn a_call_that_never_ends_is_given_up_and_repeated(store: Arc<dyn Store>) {
    let slow = Answer::Slow(Arc::default(), Arc::default());
    let stage = Stage::new(store, vec![slow]);
    let flow = stage.begin(9, None).await;
    let settings = EngineSettings { lease: TimeDelta::milliseconds(100), ..Stage::settings() };
    let engine = stage.engine_by(1, Programs::default().with(Toy), settings);
    engine.work_once().await.unwrap();
    assert_eq!(stage.place(flow).await, "call");
    stage.pass(TimeDelta::seconds(1));
    engine.work_once().await.unwrap();
    assert_eq!(stage.place(flow).await, "wait");
    let key = format!("{flow}/3");
    assert_eq!(stage.seen(), [(key.clone(), 1), (key, 2)]);
}

pub(crate) async fn a_deadline_is_told_when_it_has_passed(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![]);
    let until = stage.clock.now() + TimeDelta::hours(1);
    let (flow, engine) = (stage.begin(9, Some(until)).await, stage.engine());
    engine.work_once().await.unwrap();
    stage.pass(TimeDelta::hours(1) - TimeDelta::seconds(1));
    assert_eq!(engine.work_once().await.unwrap(), 0);
    stage.pass(TimeDelta::seconds(1));
    assert_eq!(engine.work_once().await.unwrap(), 1);
    let keep = stage.flow(flow).await.keep().clone();
    assert_eq!(keep.standing, FlowStanding::Finished);
    assert!(keep.state.data.to_string().contains("deadline"));
}

pub(crate) async fn a_flow_that_has_ended_hears_nothing(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![]);
    let (flow, engine) = (stage.begin(9, None).await, stage.engine());
    stage.tell(flow, Signal::Cancel { reason: "no more".to_owned() }).await;
    engine.work_once().await.unwrap();
    assert_eq!(stage.flow(flow).await.keep().standing, FlowStanding::Finished);
    assert!(!stage.has_customer(1).await, "what came in is heard before the first step");
    stage.tell(flow, go()).await;
    assert_eq!(engine.work_once().await.unwrap(), 0);
    assert_eq!(stage.flow(flow).await.keep().inbox, []);
}

pub(crate) async fn a_flow_without_its_program_is_left_for_an_operator(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![]);
    let flow = stage.begin(9, None).await;
    let engine = stage.engine_of(1, Programs::default());
    let refused = engine.check().await.unwrap_err();
    assert_eq!(refused.code().name(), "FLOW_PROGRAM_UNKNOWN");
    engine.work_once().await.unwrap();
    let keep = stage.flow(flow).await.keep().clone();
    assert_eq!(keep.standing, FlowStanding::Stuck);
    assert!(keep.trouble.unwrap().contains("ToyFlow"));
    assert_eq!(engine.work_once().await.unwrap(), 0);
}

pub(crate) async fn engines_share_the_flows(store: Arc<dyn Store>) {
    let stage = Stage::new(store, vec![]);
    stage.obstruct(1).await;
    for n in 100..140 {
        stage.begin(n, None).await;
    }
    let engines = [1, 2, 3].map(|n| stage.engine_of(n, Programs::default().with(Toy)));
    let mut working = Vec::new();
    for engine in engines {
        working.push(tokio::spawn(async move {
            let mut driven = 0;
            loop {
                match engine.work_once().await {
                    Ok(0) => return driven,
                    Ok(count) => driven += count,
                    Err(error) => assert!(error.is_stale(), "{error:?}"),
                }
            }
        }));
    }
    let mut driven = 0;
    for engine in working {
        driven += engine.await.unwrap();
    }
    assert_eq!(driven, 40, "each flow was driven by one engine");
    let mut ended = BTreeSet::new();
    for n in 100..140 {
        let flow = stage.flow(kredo_tests::fixture::id(n)).await;
        assert_eq!(flow.keep().standing, FlowStanding::Finished, "{:?}", flow.keep());
        ended.insert(flow.keep().id);
    }
    assert_eq!(ended.len(), 40);
}
