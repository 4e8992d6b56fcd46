//! Cards of customers.

mod caller;
mod integration;
mod own;
mod staff;

use crate::desk::Desk;
use serde_json::{Value, json};

const NOBODY: &str = "b17f77dc-53e4-4205-bff7-7150b3b6ea54";

async fn customer(desk: &Desk, login: &str) -> String {
    let created = desk.execute("CustomerActivity#create", json!([login])).await;
    guid(&created.json[0]).to_owned()
}

fn cards_of(customer: &str) -> String {
    format!("/crs/internal/v1/customers/{customer}/cards")
}

fn guid(thing: &Value) -> &str {
    thing["guid"].as_str().unwrap()
}

/// The contract's card, with other last digits.
fn card(last_four: &str) -> Value {
    json!({
        "nameOnCard": "IVAN IVANOV", "bin": "55555", "lastFourDigits": last_four,
        "type": "MASTERCARD", "bankName": "CITI GROUP BANK",
        "expirationMonth": "5", "expirationYear": "2035",
    })
}

async fn add(desk: &Desk, customer: &str, body: &Value) -> Value {
    let added = desk.post(&cards_of(customer), body).await;
    assert_eq!(added.status, 201, "{added:?}");
    added.json
}

/// The card with these further fields, as `added` told of it.
fn shown(added: &Value, mut further: Value) -> Value {
    let mut shown = added.clone();
    shown.as_object_mut().unwrap().remove("customerGuid");
    shown.as_object_mut().unwrap().append(further.as_object_mut().unwrap());
    shown
}

/// The values of one field on a page of a list.
async fn column(desk: &Desk, path: &str, token: &str, field: &str) -> Vec<Value> {
    let listed = desk.api.with_token("GET", path, token).await;
    assert_eq!(listed.status, 200, "{listed:?}");
    listed.json["_data"].as_array().unwrap().iter().map(|card| card[field].clone()).collect()
}
