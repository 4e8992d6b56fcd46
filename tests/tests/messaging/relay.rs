use crate::stage::{Answer, Stage, append, event, pending, settings, source};
use kredo_application::{Store, event_bus::CloudEvent, ports::Clock};
use std::{collections::BTreeMap, sync::Arc};
use tokio::sync::{Notify, watch};

pub(crate) async fn events_are_published_in_order_and_leave_the_outbox(store: Arc<dyn Store>) {
    let stage = Stage::new(store, []);
    let relay = stage.relay(1);
    assert_eq!(relay.work_once().await.unwrap(), 0);
    append(&*stage.store, [5, 3]).await;
    append(&*stage.store, [9, 1, 2, 8]).await;
    assert_eq!(relay.work_once().await.unwrap(), 4);
    assert_eq!(pending(&*stage.store).await, [2, 8]);
    assert_eq!(relay.work_once().await.unwrap(), 2);
    assert_eq!(relay.work_once().await.unwrap(), 0);
    let expected = [5, 3, 9, 1, 2, 8].map(|n| CloudEvent::of(&source(), event(n)));
    assert_eq!(*stage.bus.arrived.borrow(), expected);
    assert_eq!(pending(&*stage.store).await, [0; 0]);
}

pub(crate) async fn what_the_bus_did_not_take_stays_and_comes_again(store: Arc<dyn Store>) {
    let stage = Stage::new(store, [Answer::Away]);
    append(&*stage.store, [1, 2]).await;
    let failed = stage.relay(1).work_once().await.unwrap_err();
    assert_eq!(failed.code().name(), "OUTSIDE_UNAVAILABLE");
    assert_eq!(pending(&*stage.store).await, [1, 2]);
    let other = stage.relay(2).work_once().await.unwrap();
    assert_eq!(other, 2, "the lease was given back");
    assert_eq!(stage.bus.numbers(), [1, 2]);
}

pub(crate) async fn a_relay_killed_before_it_marks_loses_nothing(store: Arc<dyn Store>) {
    let stage = Stage::new(store, [Answer::Held(Arc::default())]);
    append(&*stage.store, [1, 2]).await;
    let killed = stage.relay(1);
    let killed = tokio::spawn(async move { killed.work_once().await });
    stage.bus.has(2).await;
    killed.abort();
    assert!(killed.await.unwrap_err().is_cancelled());

    append(&*stage.store, [3]).await;
    let relay = stage.relay(2);
    assert_eq!(relay.work_once().await.unwrap(), 0, "its lease holds");
    stage.clock.set(stage.clock.now() + settings().lease);
    assert_eq!(relay.work_once().await.unwrap(), 3);
    assert_eq!(stage.bus.numbers(), [1, 2, 1, 2, 3], "the same ids come again");
    assert_eq!(pending(&*stage.store).await, [0; 0]);
}

pub(crate) async fn relays_take_turns(store: Arc<dyn Store>) {
    let release = Arc::new(Notify::new());
    let stage = Stage::new(store, [Answer::Held(Arc::clone(&release))]);
    append(&*stage.store, 1..=6).await;
    let first = stage.relay(1);
    let working = tokio::spawn(async move { first.work_once().await });
    stage.bus.has(4).await;
    let second = stage.relay(2);
    assert_eq!(second.work_once().await.unwrap(), 0, "the first has its turn");
    release.notify_one();
    assert_eq!(working.await.unwrap().unwrap(), 4);
    assert_eq!(second.work_once().await.unwrap(), 2);
    assert_eq!(stage.bus.calls(), [vec![1, 2, 3, 4], vec![5, 6]]);
}

pub(crate) async fn relays_at_work_together_publish_each_event_once_and_in_order(
    store: Arc<dyn Store>,
) {
    let stage = Stage::new(store, []);
    let (stop, stopped) = watch::channel(false);
    let relays = [1, 2, 3].map(|n| {
        let (relay, mut stopped) = (stage.relay(n), stopped.clone());
        let waker = Arc::clone(&relay);
        let stopped = async move { drop(stopped.wait_for(|stop| *stop).await) };
        (waker, tokio::spawn(async move { relay.work_until(stopped).await }))
    });
    for n in 0..30 {
        append(&*stage.store, n * 3..n * 3 + 3).await;
        for (relay, _) in &relays {
            relay.nudge();
        }
    }
    // A relay that finds another at work rests for an hour; those that are stopped drain.
    stop.send_replace(true);
    for (_, working) in relays {
        working.await.unwrap();
    }
    let mut seen: BTreeMap<u128, Vec<u128>> = BTreeMap::new();
    for n in stage.bus.numbers() {
        seen.entry(n % 3).or_default().push(n);
    }
    let left = pending(&*stage.store).await;
    assert_eq!(left, [0; 0]);
    for (subject, numbers) in seen {
        let expected: Vec<_> = (0..30).map(|n| n * 3 + subject).collect();
        assert_eq!(numbers, expected);
    }
}
