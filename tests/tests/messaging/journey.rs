//! A partner's journey, and what others hear of it.

use crate::stage::{Stage, pending, source};
use kredo_application::{Store, event_bus::CloudEvent};
use kredo_domain::identity::Role;
use kredo_tests::api::{Api, World};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};

pub(crate) async fn the_events_of_a_journey_are_delivered_once_and_in_order(store: Arc<dyn Store>) {
    let stage = Stage::new(Arc::clone(&store), []);
    let api = Api::on_store(Arc::clone(&store), &World::default(), |table| table).await;
    let token = api.token("demo", Role::Partner).await;
    let example: Value = serde_json::from_str(include_str!("../../data/demo/create.json")).unwrap();
    let path = "/pfs/partner/api/v1/applications";
    let created = api.post(&format!("{path}/create"), &token, &example).await;
    let guid = created.json["application_guid"].as_str().unwrap().to_owned();
    api.settle().await;
    let chosen = format!("{path}/{guid}/select_offer");
    assert_eq!(api.with_token("POST", &chosen, &token).await.status, 200);
    api.settle().await;

    let recorded = store.reader().await.unwrap().outbox().pending(1_000).await.unwrap();
    let relay = stage.relay(1);
    while relay.work_once().await.unwrap() > 0 {}
    assert_eq!(pending(&*store).await, [0; 0]);
    let arrived = stage.bus.arrived.borrow().clone();
    let expected: Vec<_> =
        recorded.into_iter().map(|event| CloudEvent::of(&source(), event)).collect();
    assert_eq!(arrived, expected, "everything once, in the order it was recorded");

    let page = include_str!("../../../docs/events.md");
    for event in &arrived {
        assert!(
            page.contains(&format!("`{}`", event.event_type)),
            "{} is no secret",
            event.event_type
        );
    }
    let mut told: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for event in &arrived {
        told.entry(&event.subject).or_default().push(&event.event_type);
    }
    let expected = ["created", "customer-attached", "approved", "offer-selected", "identified"]
        .map(|what| format!("kredo.loan-application.{what}.v1"));
    assert_eq!(told[guid.as_str()], expected);
    assert!(told.len() > 3, "the account, the customer and its things have events: {told:?}");
}
