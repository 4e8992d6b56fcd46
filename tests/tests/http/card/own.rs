//! What clients see of their own cards.

use super::{add, card, cards_of, column, guid, shown};
use crate::desk::Desk;
use axum::body::Body;
use http::{Request, header};
use serde_json::{Value, json};

const OWN: &str = "/crs/api/v2/cards";

/// A client's token and guid.
async fn client(desk: &Desk, phone: &str) -> (String, String) {
    let token = desk.api.client_token(phone).await;
    let found = desk.execute("CustomerActivity#getByLogin", json!([phone])).await;
    (token, guid(&found.json[0]).to_owned())
}

#[tokio::test]
async fn a_client_sees_its_own_cards_alone() {
    let desk = Desk::open().await;
    let (token, own) = client(&desk, "79010000001").await;
    let (other_token, other) = client(&desk, "79010000002").await;
    let first = add(&desk, &own, &card("5555")).await;
    add(&desk, &other, &card("0001")).await;
    let listed = desk.api.with_token("GET", OWN, &token).await.json;
    assert_eq!(listed["_data"], json!([shown(&first, json!({}))]));
    assert_eq!(listed["_meta"]["total"], json!(1));
    assert_eq!(column(&desk, OWN, &other_token, "lastFourDigits").await, ["0001"]);

    let pretends = Request::get(OWN)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header("X-customer-guid", &other)
        .header("X-login-guid", &other)
        .header("X-roles", "employee")
        .body(Body::empty());
    let told = desk.api.send(pretends.unwrap()).await;
    assert_eq!(told.json, listed, "the token says who asks");
}

#[tokio::test]
async fn a_client_asks_for_cards_in_use_or_not_and_in_pages() {
    let desk = Desk::open().await;
    let (token, own) = client(&desk, "79010000001").await;
    for last_four in ["0002", "0001", "0003"] {
        add(&desk, &own, &card(last_four)).await;
    }
    let cards = cards_of(&own);
    let listed = desk.get(&format!("{cards}?sort=lastFourDigits&size=1")).await.json;
    let path = format!("{cards}/{}", guid(&listed["_data"][0]));
    desk.patch(&path, &json!({ "isActive": false })).await;
    let told = async |query: &str| {
        column(&desk, &format!("{OWN}?{query}"), &token, "lastFourDigits").await
    };
    assert_eq!(told("").await, ["0002", "0001", "0003"], "all, oldest first");
    assert_eq!(told("active=true").await, ["0002", "0003"]);
    assert_eq!(told("active=false").await, ["0001"]);
    assert_eq!(told("active=true&sort=lastFourDigits,desc&size=1").await, ["0003"]);
    assert_eq!(told("active=true&page=1&size=1").await, ["0003"]);
    assert_eq!(told("active=false&page=1").await, [Value::Null; 0]);
    let asked =
        async |query: &str| desk.api.with_token("GET", &format!("{OWN}?{query}"), &token).await;
    assert_eq!(asked("active=yes").await.faults(), ["active"]);
    assert_eq!(asked("active=true&active=false").await.faults(), ["active"]);
    assert_eq!(asked("sort=number&size=0").await.faults(), ["size", "sort"]);
}
