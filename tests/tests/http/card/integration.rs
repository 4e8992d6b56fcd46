//! What other systems call cards.

use super::{NOBODY, add, card, cards_of, customer, guid, shown};
use crate::desk::Desk;
use chrono::TimeDelta;
use kredo_application::ports::Clock;
use serde_json::{Value, json};

fn integrations_of(card: &str) -> String {
    format!("/crs/internal/v1/cards/{card}/card-integrations")
}

fn link(code: &str, external_id: &str) -> Value {
    json!({ "integrationCode": code, "externalCardUniqueId": external_id })
}

#[tokio::test]
async fn a_system_knows_a_card_by_one_name() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let added = add(&desk, &own, &card("5555")).await;
    let path = integrations_of(guid(&added));
    let listed = async || desk.get(&format!("{path}/")).await.json;
    assert_eq!(listed().await, json!({ "integrations": [] }));
    for (code, external_id) in [("PSP", "a"), ("psp", "b"), ("PSP", "a")] {
        let linked = desk.post(&path, &link(code, external_id)).await;
        assert_eq!((linked.status.as_u16(), linked.json), (201, Value::Null));
        desk.api.clock.set(desk.api.clock.now() + TimeDelta::minutes(1));
    }
    let first = listed().await["integrations"][0].clone();
    let created_at = &first["createdAt"];
    let expected = json!({
        "integrationCode": "PSP", "externalCardUniqueId": "a", "active": true,
        "createdAt": created_at, "updatedAt": created_at,
    });
    assert_eq!(first, expected, "the same again is no change");
    desk.post(&format!("{path}/"), &link("PSP", "c")).await;
    let both = listed().await["integrations"].clone();
    let expected = json!({ "externalCardUniqueId": "c", "updatedAt": both[0]["updatedAt"] });
    assert_eq!(both[0], shown(&first, expected));
    assert_ne!(both[0]["updatedAt"], first["updatedAt"]);
    let second = (&both[1]["integrationCode"], &both[1]["externalCardUniqueId"]);
    assert_eq!((second, both.as_array().unwrap().len()), ((&json!("psp"), &json!("b")), 2));
}

#[tokio::test]
async fn integrations_are_in_use_while_their_card_is() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let added = add(&desk, &own, &card("5555")).await;
    let other = add(&desk, &own, &card("5556")).await;
    for card in [&added, &other] {
        desk.post(&integrations_of(guid(card)), &link("PSP", "a")).await;
    }
    let active = async |card: &Value| {
        let listed = desk.get(&integrations_of(guid(card))).await.json;
        listed["integrations"][0]["active"].as_bool().unwrap()
    };
    let path = format!("{}/{}", cards_of(&own), guid(&added));
    for is_active in [false, true] {
        desk.patch(&path, &json!({ "isActive": is_active })).await;
        assert_eq!((active(&added).await, active(&other).await), (is_active, true));
    }
}

#[tokio::test]
async fn what_is_wrong_or_not_there_is_refused() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let added = add(&desk, &own, &card("5555")).await;
    for unknown in [NOBODY, &own] {
        let path = integrations_of(unknown);
        let refused = desk.post(&path, &link("PSP", "a")).await;
        assert_eq!(refused.refusal(), (409, "CARD_NOT_FOUND"));
        assert_eq!(desk.get(&path).await.refusal(), (409, "CARD_NOT_FOUND"));
    }
    let path = integrations_of(guid(&added));
    let both = ["externalCardUniqueId", "integrationCode"];
    for body in [json!({}), link("", ""), json!({ both[0]: 1, both[1]: null })] {
        assert_eq!(desk.post(&path, &body).await.faults(), both);
    }
    let refused = desk.post(&path, &link("PSP", "4111111111111111")).await;
    assert_eq!(refused.faults(), ["externalCardUniqueId"], "the number is no name");
    assert_eq!(desk.get(&path).await.json, json!({ "integrations": [] }));
    assert_eq!(desk.get(&integrations_of("x")).await.faults(), ["guid"]);
}
