use crate::{
    backend::Backend,
    fixture::{facts, hour, id},
};
use kredo_application::{Store, StoreError, audit::Actor, outbox::OutboxEvent};
use serde_json::Value;
use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};
use tokio::{sync::Barrier, task::yield_now};

fn event(n: u128) -> OutboxEvent {
    OutboxEvent {
        id: id::<()>(n).guid(),
        name: format!("kredo.test.happened-{n}.v1"),
        subject: id::<()>(n % 2).to_string(),
        time: hour(i64::try_from(n).unwrap()),
        data: Value::Object(facts()),
        actor: Actor::restore(format!("partner {n}")),
        trace: format!("trace {n}"),
    }
}

async fn append(b: &impl Backend, numbers: &[u128]) {
    let mut unit = b.store().begin().await.unwrap();
    let events: Vec<_> = numbers.iter().copied().map(event).collect();
    unit.outbox().append(&events).await.unwrap();
    unit.commit().await.unwrap();
}

pub async fn events_come_out_in_the_order_they_went_in(b: &impl Backend) {
    append(b, &[5, 3]).await;
    append(b, &[]).await;
    append(b, &[4]).await;
    let mut unit = b.store().begin().await.unwrap();
    unit.outbox().append(&[event(1)]).await.unwrap();
    let all = unit.outbox().pending(10).await.unwrap();
    assert_eq!(all, [5, 3, 4, 1].map(event), "committed, then this unit's own");
    assert_eq!(unit.outbox().pending(2).await.unwrap(), [5, 3].map(event));
}

pub async fn events_of_several_calls_and_a_great_many_keep_their_order(b: &impl Backend) {
    let mut unit = b.store().begin().await.unwrap();
    for n in 1..=3 {
        unit.outbox().append(&[event(n)]).await.unwrap();
    }
    unit.outbox().published(&[event(2).id]).await.unwrap();
    let rest: Vec<_> = (4..=2_500).map(event).collect();
    unit.outbox().append(&rest).await.unwrap();
    unit.commit().await.unwrap();
    let kept = b.store().reader().await.unwrap().outbox().pending(u16::MAX).await.unwrap();
    let expected: Vec<_> = [1, 3].into_iter().chain(4..=2_500).map(event).collect();
    assert!(kept == expected, "the second was taken out by the unit that had appended it");
}

pub async fn published_events_are_gone(b: &impl Backend) {
    append(b, &[1, 2, 3]).await;
    let mut unit = b.store().begin().await.unwrap();
    unit.outbox().published(&[event(1).id, event(3).id]).await.unwrap();
    assert_eq!(unit.outbox().pending(10).await.unwrap(), [event(2)]);
    drop(unit);
    let mut unit = b.store().begin().await.unwrap();
    assert_eq!(unit.outbox().pending(10).await.unwrap().len(), 3, "the unit was dropped");
    unit.outbox().published(&[event(1).id, event(3).id]).await.unwrap();
    unit.commit().await.unwrap();
    let left = b.store().reader().await.unwrap().outbox().pending(10).await.unwrap();
    assert_eq!(left, [event(2)]);
}

async fn lease(store: &dyn Store, relay: u128, now: i64, until: i64) -> Result<bool, StoreError> {
    let mut unit = store.begin().await?;
    let leased = unit.outbox().lease(id::<()>(relay).guid(), hour(now), hour(until)).await?;
    unit.commit().await?;
    Ok(leased)
}

pub async fn an_outbox_lease_keeps_other_relays_away_until_it_ends(b: &impl Backend) {
    let store = b.store();
    let lease = async |relay, now, until| lease(&*store, relay, now, until).await.unwrap();
    assert!(lease(1, 1, 3).await, "nobody has it");
    assert!(!lease(2, 2, 9).await);
    assert!(lease(1, 2, 4).await, "its own is prolonged");
    assert!(!lease(2, 3, 9).await, "the longer one holds");
    assert!(lease(2, 4, 6).await, "it has ended");
    assert!(!lease(1, 5, 9).await, "the other has it now");
    assert!(lease(1, 6, 9).await);
}

pub async fn an_outbox_lease_is_given_back_by_its_holder_alone(b: &impl Backend) {
    let store = b.store();
    let lease = async |relay, now, until| lease(&*store, relay, now, until).await.unwrap();
    assert!(lease(1, 1, 9).await);
    assert!(!lease(2, 2, 2).await);
    assert!(!lease(3, 2, 9).await, "it is not another's to give back");
    assert!(lease(1, 2, 2).await);
    assert!(lease(3, 2, 9).await);
}

pub async fn an_outbox_lease_of_a_dropped_unit_is_none(b: &impl Backend) {
    let store = b.store();
    let mut unit = store.begin().await.unwrap();
    let (first, second) = (id::<()>(1).guid(), id::<()>(2).guid());
    assert!(unit.outbox().lease(first, hour(1), hour(9)).await.unwrap());
    assert!(!unit.outbox().lease(second, hour(1), hour(9)).await.unwrap(), "seen by the unit");
    assert!(unit.outbox().lease(first, hour(2), hour(9)).await.unwrap());
    drop(unit);
    assert!(lease(&*store, 2, 2, 9).await.unwrap());
}

pub async fn two_relays_never_lease_the_outbox_at_once(b: &impl Backend) {
    // The first time there is nothing to take over, the second time what the first has left.
    for now in [1, 5] {
        let (barrier, took) = (Arc::new(Barrier::new(3)), Arc::new(AtomicU8::new(0)));
        let relays = [1, 2, 3].map(|relay| {
            let (store, barrier, took) = (b.store(), Arc::clone(&barrier), Arc::clone(&took));
            tokio::spawn(async move {
                barrier.wait().await;
                let mut unit = store.begin().await.unwrap();
                let relay = id::<()>(relay).guid();
                if !unit.outbox().lease(relay, hour(now), hour(now + 4)).await.unwrap() {
                    return false;
                }
                // All take it before anybody commits, where the store lets them.
                took.fetch_add(1, Ordering::Relaxed);
                for _ in 0..1_000 {
                    if took.load(Ordering::Relaxed) < 3 {
                        yield_now().await;
                    }
                }
                match unit.commit().await {
                    Err(StoreError::Stale) => false,
                    committed => committed.map(|()| true).unwrap(),
                }
            })
        });
        let mut leased = 0;
        for relay in relays {
            leased += u8::from(relay.await.unwrap());
        }
        assert_eq!(leased, 1);
    }
}
