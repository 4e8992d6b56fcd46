//! When a relay works, in a time that passes as fast as nobody does anything.

use crate::stage::{Answer, Stage, append, pending};
use kredo_application::Store;
use kredo_tests::backend::{Backend, Memory};
use std::{
    future::{pending as for_ever, ready},
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::Notify,
    time::{Instant, sleep, timeout},
};

const SECOND: Duration = Duration::from_secs(1);

async fn memory() -> Arc<dyn Store> {
    Memory::start().await.store()
}

#[tokio::test(start_paused = true)]
async fn a_nudge_wakes_an_idle_relay_at_once() {
    let stage = Stage::new(memory().await, []);
    let relay = stage.relay(1);
    let working = Arc::clone(&relay);
    let working = tokio::spawn(async move { working.work_until(for_ever()).await });
    let begin = Instant::now();
    sleep(SECOND).await;
    append(&*stage.store, [1]).await;
    relay.nudge();
    stage.bus.has(1).await;
    assert_eq!(begin.elapsed().as_secs(), 1);
    append(&*stage.store, [2]).await;
    stage.bus.has(2).await;
    assert_eq!(begin.elapsed().as_secs(), 3601, "not nudged, it looks when its rest is over");
    working.abort();
}

#[tokio::test(start_paused = true)]
async fn a_failing_bus_is_tried_again_after_doubling_pauses_with_one_event() {
    let stage = Stage::new(memory().await, [Answer::Away, Answer::Away, Answer::Away]);
    append(&*stage.store, 1..=9).await;
    let relay = stage.relay(1);
    relay.nudge();
    let working = tokio::spawn(async move { relay.work_until(for_ever()).await });
    stage.bus.has(9).await;
    working.abort();
    let begin = stage.bus.calls.lock().unwrap()[0].0;
    let calls = stage.bus.calls.lock().unwrap().clone();
    let calls: Vec<_> = calls.into_iter().map(|(at, n)| ((at - begin).as_secs(), n)).collect();
    let expected = [
        (0, vec![1, 2, 3, 4]),
        (1, vec![1]),
        (3, vec![1]),
        (7, vec![1]),
        (7, vec![2, 3]),
        (7, vec![4, 5, 6, 7]),
        (7, vec![8, 9]),
    ];
    assert_eq!(calls, expected);
}

#[tokio::test(start_paused = true)]
async fn a_stopped_relay_publishes_what_is_left() {
    let stage = Stage::new(memory().await, []);
    let (relay, stop) = (stage.relay(1), Arc::new(Notify::new()));
    let stopped = Arc::clone(&stop);
    let working = tokio::spawn(async move { relay.work_until(stopped.notified()).await });
    sleep(SECOND).await;
    append(&*stage.store, 1..=9).await;
    stop.notify_one();
    working.await.unwrap();
    assert_eq!(stage.bus.numbers(), (1..=9).collect::<Vec<_>>());
    assert_eq!(pending(&*stage.store).await, [0; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_stopped_relay_does_not_wait_for_a_bus_that_is_away() {
    let stage = Stage::new(memory().await, [Answer::Away, Answer::Away]);
    append(&*stage.store, [1]).await;
    let begin = Instant::now();
    stage.relay(1).work_until(ready(())).await;
    assert_eq!(begin.elapsed(), Duration::ZERO);
    assert_eq!((stage.bus.calls().len(), pending(&*stage.store).await), (2, vec![1]));
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_before_the_lease_does() {
    let held = || Answer::Held(Arc::default());
    let stage = Stage::new(memory().await, [held(), held(), held()]);
    append(&*stage.store, [1]).await;
    let begin = Instant::now();
    let late = stage.relay(1).work_once().await.unwrap_err();
    assert_eq!(late.code().name(), "OUTSIDE_UNAVAILABLE");
    assert_eq!(begin.elapsed(), 15 * SECOND);
    assert_eq!(pending(&*stage.store).await, [1], "nobody knows what became of it");
    let drained = timeout(26 * SECOND, stage.relay(2).work_until(ready(()))).await;
    assert!(drained.is_ok(), "a call, and ten seconds to drain");
}
