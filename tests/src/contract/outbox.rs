use crate::{
    backend::Backend,
    fixture::{facts, hour, id},
};
use kredo_application::outbox::OutboxEvent;
use serde_json::Value;

fn event(n: u128) -> OutboxEvent {
    OutboxEvent {
        id: id::<()>(n).guid(),
        name: format!("kredo.test.happened-{n}.v1"),
        subject: id::<()>(n % 2).to_string(),
        time: hour(i64::try_from(n).unwrap()),
        data: Value::Object(facts()),
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
