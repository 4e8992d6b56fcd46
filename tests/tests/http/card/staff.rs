//! What the staff and flows do with cards.

use super::{NOBODY, add, card, cards_of, column, customer, guid, shown};
use crate::desk::Desk;
use chrono::TimeDelta;
use kredo_application::ports::Clock;
use serde_json::{Value, json};

#[tokio::test]
async fn a_card_is_added_listed_and_switched() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let added = add(&desk, &own, &card("5555")).await;
    let mut expected = card("5555");
    for (name, value) in [
        ("guid", &added["guid"]),
        ("customerGuid", &json!(own)),
        ("createdAt", &added["createdAt"]),
        ("updatedAt", &added["createdAt"]),
    ] {
        expected[name] = value.clone();
    }
    assert_eq!(added, expected);
    let listed = desk.get(&cards_of(&own)).await.json;
    let on = shown(&added, json!({ "isActive": true, "isMigrated": false }));
    assert_eq!(listed["_data"], json!([on]));
    assert_eq!((&listed["_meta"]["total"], &listed["_meta"]["offset"]), (&json!(1), &json!(0)));

    let path = format!("{}/{}", cards_of(&own), guid(&added));
    desk.api.clock.set(desk.api.clock.now() + TimeDelta::minutes(1));
    let off = desk.patch(&path, &json!({ "isActive": false })).await;
    let at = off.json["updatedAt"].clone();
    assert_ne!(at, added["updatedAt"]);
    let expected =
        shown(&added, json!({ "isActive": false, "isMigrated": false, "updatedAt": at }));
    assert_eq!((off.status.as_u16(), &off.json), (200, &expected));
    desk.api.clock.set(desk.api.clock.now() + TimeDelta::minutes(1));
    let again = desk.patch(&path, &json!({ "isActive": false })).await;
    assert_eq!(again.json, off.json, "off is off");
    assert_eq!(desk.get(&cards_of(&own)).await.json["_data"], json!([off.json]));
}

#[tokio::test]
async fn a_flow_finds_cards_and_switches_them() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let first = add(&desk, &own, &card("5555")).await;
    let second = add(&desk, &own, &card("5556")).await;
    let [first, second] = [first, second].map(|added| shown(&added, json!({ "active": true })));
    let found = desk.execute("CustomerCardActivity#findAll", json!([own])).await;
    assert_eq!(found.json, json!([[first, second]]));
    let get = async || desk.execute("CardInfoActivity#get", json!([guid(&second)])).await.json;
    assert_eq!(get().await, json!([second]));

    let patch = async |change: Value| {
        let args = json!([guid(&second), change]);
        desk.execute("CardActivity#patch", args).await.json
    };
    for nothing in [json!({}), json!({ "active": null }), json!({ "active": true })] {
        assert_eq!(patch(nothing).await, json!([second]), "it stays as it is");
    }
    desk.api.clock.set(desk.api.clock.now() + TimeDelta::minutes(1));
    let off = patch(json!({ "active": false })).await;
    let at = off[0]["updatedAt"].clone();
    assert_eq!(off, json!([shown(&second, json!({ "active": false, "updatedAt": at }))]));
    assert_eq!(get().await, off);
    let bad = json!([guid(&second), { "active": "no" }]);
    assert_eq!(desk.execute("CardActivity#patch", bad).await.faults(), ["args[1].active"]);
}

#[tokio::test]
async fn a_repeated_call_adds_no_second_card() {
    let desk = Desk::open().await;
    let (own, other) = (customer(&desk, "79010000001").await, customer(&desk, "79010000002").await);
    let first = add(&desk, &own, &card("5555")).await;
    assert_eq!(add(&desk, &own, &card("5555")).await, first);
    let mut renamed = card("5555");
    (renamed["nameOnCard"], renamed["type"]) = (json!("I. IVANOV"), json!("mastercard"));
    assert_eq!(add(&desk, &own, &renamed).await, first, "digits, system and expiry tell it");
    for (field, value) in [
        ("bin", "555555"),
        ("lastFourDigits", "5556"),
        ("type", "MIR"),
        ("expirationMonth", "6"),
        ("expirationYear", "2036"),
    ] {
        let mut another = card("5555");
        another[field] = json!(value);
        assert_ne!(guid(&add(&desk, &own, &another).await), guid(&first), "{field}");
    }
    assert_ne!(guid(&add(&desk, &other, &card("5555")).await), guid(&first));
    assert_eq!(column(&desk, &cards_of(&own), &desk.token, "guid").await.len(), 6);

    let path = |card: &Value| format!("{}/{}", cards_of(&own), guid(card));
    desk.patch(&path(&first), &json!({ "isActive": false })).await;
    let second = add(&desk, &own, &card("5555")).await;
    assert_ne!(guid(&second), guid(&first), "that one is out of use");
    let on = json!({ "isActive": true });
    for path in [path(&first), cards_of(guid(&first))] {
        let refused = desk.patch(&path, &on).await;
        assert_eq!(refused.refusal(), (409, "CARD_ALREADY_ACTIVE"), "{path}");
    }
    let args = json!([guid(&first), { "active": true }]);
    let refused = desk.execute("CardActivity#patch", args).await;
    assert_eq!(refused.refusal(), (409, "CARD_ALREADY_ACTIVE"));
    desk.patch(&path(&second), &json!({ "isActive": false })).await;
    assert_eq!(desk.patch(&path(&first), &on).await.json["isActive"], json!(true));
}

#[tokio::test]
async fn everything_may_be_missing_and_blanks_say_nothing() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let first = add(&desk, &own, &json!({})).await;
    let blank = json!({
        "nameOnCard": " ", "bin": "", "lastFourDigits": "", "type": "", "bankName": null,
        "expirationMonth": "\n", "expirationYear": "",
    });
    assert_eq!(add(&desk, &own, &blank).await, first);
    for field in ["nameOnCard", "bin", "lastFourDigits", "type", "bankName", "expirationYear"] {
        assert_eq!(first[field], Value::Null, "{field}");
    }
    let of_bank = |bank: &str| json!({ "bankName": bank });
    let second = add(&desk, &own, &of_bank("ONE")).await;
    assert_ne!(guid(&add(&desk, &own, &of_bank("OTHER")).await), guid(&second));
    assert_eq!(add(&desk, &own, &of_bank(" ONE ")).await, second);
}

#[tokio::test]
async fn more_digits_than_may_be_known_are_refused() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let mut body = card("5555");
    (body["bin"], body["lastFourDigits"]) = (json!("411111111"), json!("11111"));
    let refused = desk.post(&cards_of(&own), &body).await;
    assert_eq!(refused.refusal(), (400, "ARGUMENT_INVALID"));
    assert_eq!(refused.faults(), ["bin", "lastFourDigits"]);
    (body["bin"], body["lastFourDigits"]) = (json!("41 11"), json!(1111));
    assert_eq!(desk.post(&cards_of(&own), &body).await.faults(), ["bin", "lastFourDigits"]);
    for field in ["nameOnCard", "type", "bankName", "expirationMonth", "comment"] {
        let mut body = card("5555");
        body[field] = json!("4111 1111 1111 1111");
        let refused = desk.post(&cards_of(&own), &body).await;
        assert_eq!((refused.refusal(), refused.faults()), ((400, "ARGUMENT_INVALID"), vec![field]));
    }
    assert_eq!(desk.get(&cards_of(&own)).await.json["_data"], json!([]), "none was added");
}

#[tokio::test]
async fn the_address_that_the_manual_prints_takes_the_cards_guid() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let added = add(&desk, &own, &card("5555")).await;
    let printed = cards_of(guid(&added));
    for (path, active) in [(format!("{printed}/"), false), (printed, true)] {
        let changed = desk.patch(&path, &json!({ "isActive": active })).await;
        assert_eq!(changed.status, 200, "{changed:?}");
        let listed = desk.get(&format!("{}/", cards_of(&own))).await.json;
        assert_eq!(listed["_data"], json!([changed.json]));
        assert_eq!(changed.json["isActive"], json!(active));
    }
    let body = json!({ "isActive": true });
    for unknown in [own.as_str(), NOBODY] {
        let refused = desk.patch(&cards_of(unknown), &body).await;
        assert_eq!(refused.refusal(), (409, "CARD_NOT_FOUND"));
    }
    assert_eq!(desk.patch(&cards_of("x"), &body).await.faults(), ["customerGuid"]);
    assert_eq!(desk.patch(&cards_of(guid(&added)), &json!({})).await.faults(), ["isActive"]);
}

#[tokio::test]
async fn whatever_is_not_there_is_refused_by_its_code() {
    let desk = Desk::open().await;
    let (own, other) = (customer(&desk, "79010000001").await, customer(&desk, "79010000002").await);
    let added = add(&desk, &own, &card("5555")).await;
    let nobody = cards_of(NOBODY);
    let refused = desk.post(&nobody, &card("5555")).await;
    assert_eq!(refused.refusal(), (409, "CUSTOMER_NOT_FOUND"));
    assert_eq!(desk.get(&nobody).await.refusal(), (409, "CUSTOMER_NOT_FOUND"));
    for (customer, card) in [(own.as_str(), NOBODY), (&other, guid(&added)), (NOBODY, guid(&added))]
    {
        let path = format!("{}/{card}", cards_of(customer));
        let refused = desk.patch(&path, &json!({ "isActive": false })).await;
        assert_eq!(refused.refusal(), (409, "CARD_NOT_FOUND"), "{path}");
    }
    assert_eq!(column(&desk, &cards_of(&own), &desk.token, "isActive").await, [true]);
    for (activity, args, code) in [
        ("CardActivity#patch", json!([NOBODY, { "active": false }]), "CUSTOMER_NOT_FOUND"),
        ("CardActivity#patch", json!([own, {}]), "CUSTOMER_NOT_FOUND"),
        ("CustomerCardActivity#findAll", json!([NOBODY]), "CUSTOMER_NOT_FOUND"),
        ("CardInfoActivity#get", json!([NOBODY]), "CARD_INFO_NOT_FOUND"),
    ] {
        let refused = desk.execute(activity, args).await;
        assert_eq!(refused.refusal(), (404, code), "{activity}");
    }
}

#[tokio::test]
async fn a_list_comes_in_pages_in_the_order_that_is_asked_for() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    for (last_four, month) in [("0003", "10"), ("0001", "9"), ("0002", "12")] {
        let mut body = card(last_four);
        body["expirationMonth"] = json!(month);
        add(&desk, &own, &body).await;
    }
    let listed = async |query: &str| {
        let path = format!("{}?{query}", cards_of(&own));
        column(&desk, &path, &desk.token, "lastFourDigits").await
    };
    assert_eq!(listed("").await, ["0003", "0001", "0002"]);
    assert_eq!(listed("sort=lastFourDigits").await, ["0001", "0002", "0003"]);
    assert_eq!(listed("sort=expirationMonth,desc&size=2").await, ["0002", "0003"]);
    assert_eq!(listed("sort=type&sort=bin,desc&page=1&size=2").await, ["0002"]);
    let meta = desk.get(&format!("{}?page=1&size=2", cards_of(&own))).await.json["_meta"].clone();
    assert_eq!((&meta["total"], &meta["offset"]), (&json!(3), &json!(2)));
    let refused = desk.get(&format!("{}?page=-1&size=201&sort=number", cards_of(&own))).await;
    assert_eq!(refused.faults(), ["page", "size", "sort"]);
}

#[tokio::test]
async fn events_tell_what_happened_and_nothing_of_the_card() {
    let desk = Desk::open().await;
    let own = customer(&desk, "79010000001").await;
    let events = async || {
        let mut unit = desk.api.store().reader().await.unwrap();
        let events = unit.outbox().pending(1000).await.unwrap().into_iter();
        events.filter(|event| event.name.starts_with("kredo.card.")).collect::<Vec<_>>()
    };
    let body = card("7391");
    let added = add(&desk, &own, &body).await;
    add(&desk, &own, &body).await;
    let path = format!("{}/{}", cards_of(&own), guid(&added));
    for active in [false, false, true] {
        desk.patch(&path, &json!({ "isActive": active })).await;
    }
    let link = json!({ "integrationCode": "PSP", "externalCardUniqueId": "token-82" });
    let links = format!("/crs/internal/v1/cards/{}/card-integrations", guid(&added));
    for _ in 0..2 {
        assert_eq!(desk.post(&links, &link).await.status, 201);
    }
    let events = events().await;
    let names: Vec<_> = events.iter().map(|event| event.name.as_str()).collect();
    let switched = "kredo.card.switched.v1";
    let linked = "kredo.card.integration-linked.v1";
    assert_eq!(names, ["kredo.card.added.v1", switched, switched, linked]);
    for event in &events {
        assert_eq!(event.subject, guid(&added));
        let mut data = serde_json::to_value(&event.data).unwrap();
        data.as_object_mut().unwrap().remove("active");
        assert_eq!(data, json!({ "cardGuid": added["guid"], "customerGuid": own }));
    }
}
