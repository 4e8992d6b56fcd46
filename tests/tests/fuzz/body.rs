//! Bodies of the request with the most fields.

use crate::{api, fuzz, runtime};
use axum::body::Body;
use http::{Request, header};
use kredo_domain::identity::Role;
use proptest::{collection::vec, prelude::*};
use serde_json::{Map, Number, Value};

const EXAMPLE: &str = include_str!("../../data/demo/create.json");
const CREATE: &str = "/pfs/partner/api/v1/applications/create";

/// What happens to one place of the example.
#[derive(Debug, Clone)]
enum Change {
    Replace(Value),
    Remove,
    Rename(String),
}

/// Numbers that are read in more than one way.
const EXOTIC: &[&str] =
    &["1e400", "-0", "0.005", "1e-400", "99999999999999999999", "0.1e1", "80500.50"];

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |x| Number::from_f64(x).map(Value::Number)),
        proptest::sample::select(EXOTIC)
            .prop_filter_map("a number", |text| serde_json::from_str(text).ok()),
    ]
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number(),
        any::<String>().prop_map(Value::from),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}".prop_map(Value::from),
        r"\+?[0-9 ()-]{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((any::<String>(), inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn changes() -> impl Strategy<Value = Vec<(u16, Change)>> {
    let change = prop_oneof![
        4 => json().prop_map(Change::Replace),
        1 => Just(Change::Remove),
        1 => any::<String>().prop_map(Change::Rename),
    ];
    vec((any::<u16>(), change), 0..6)
}

/// Every place in a value, as a JSON pointer.
fn places(value: &Value, at: &str, into: &mut Vec<String>) {
    let mut below = |name: &str, field: &Value| {
        let place = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        places(field, &place, into);
        into.push(place);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| below(name, field)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| below(&n.to_string(), item));
        }
        _ => {}
    }
}

fn changed(changes: Vec<(u16, Change)>) -> Value {
    let mut value: Value = serde_json::from_str(EXAMPLE).unwrap();
    for (which, change) in changes {
        let mut all = Vec::new();
        places(&value, "", &mut all);
        let Some(place) = all.get(usize::from(which) % all.len().max(1)).cloned() else { continue };
        let (parent, name) = place.rsplit_once('/').unwrap();
        match (value.pointer_mut(parent), change) {
            (Some(Value::Object(fields)), change) => {
                let name = name.replace("~1", "/").replace("~0", "~");
                let old = fields.remove(&name);
                match change {
                    Change::Replace(new) => fields.insert(name, new),
                    Change::Rename(to) => fields.insert(to, old.unwrap_or_default()),
                    Change::Remove => None,
                };
            }
            (Some(Value::Array(items)), Change::Replace(new)) => {
                items[name.parse::<usize>().unwrap()] = new;
            }
            (Some(Value::Array(items)), _) => drop(items.pop()),
            _ => {}
        }
    }
    value
}

/// The interface's own check lets no answer through that its description does not name.
#[test]
fn a_changed_request_is_answered_as_described() {
    let runtime = runtime();
    let (api, token) = runtime.block_on(async {
        let api = api().await;
        let token = api.token("demo", Role::Partner).await;
        (api, token)
    });
    fuzz("tests/fuzz/body.txt", &changes(), |changes| {
        let body = changed(changes);
        let answered = runtime.block_on(async {
            let answered = api.post(CREATE, &token, &body).await;
            api.settle().await;
            answered
        });
        prop_assert!(matches!(answered.status.as_u16(), 200 | 400 | 409), "{answered:?}");
        if answered.status == 400 {
            prop_assert!(!answered.code().is_empty() && !answered.faults().is_empty());
        }
        Ok(())
    });
}

#[test]
fn bytes_that_are_no_request_are_refused() {
    let runtime = runtime();
    let (api, token) = runtime.block_on(async {
        let api = api().await;
        let token = api.token("demo", Role::Partner).await;
        (api, token)
    });
    fuzz("tests/fuzz/bytes.txt", &vec(any::<u8>(), 0..200), |bytes| {
        let request = Request::post(CREATE)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .body(Body::from(bytes));
        let answered = runtime.block_on(api.send(request.unwrap()));
        prop_assert!(matches!(answered.status.as_u16(), 400), "{answered:?}");
        Ok(())
    });
}
