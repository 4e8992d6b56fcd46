//! What the interface says of itself.

use kredo_application::activity::{ActivityTable, Schemas};
use kredo_tests::api::Api;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

async fn table() -> ActivityTable {
    Api::start().await.activities().clone()
}

fn references<'a>(node: &'a Value, into: &mut Vec<&'a str>) {
    match node {
        Value::Object(fields) => {
            into.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|field| references(field, into));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, into)),
        _ => {}
    }
}

#[tokio::test]
async fn every_reference_of_the_document_and_of_the_activities_resolves() {
    let document = kredo_http::openapi(&table().await);
    let activities = kredo_http::activities(&table().await);
    let mut found = Vec::new();
    references(&document, &mut found);
    references(&activities, &mut found);
    assert!(found.len() > 10, "{found:?}");
    for reference in found {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    assert_eq!(Api::start().await.get("/openapi.json").await.json["paths"], document["paths"]);
}

#[tokio::test]
async fn every_operation_has_a_name_of_its_own() {
    let document = kredo_http::openapi(&table().await);
    let paths = document["paths"].as_object().unwrap();
    let operations: Vec<_> = paths.values().flat_map(|p| p.as_object().unwrap().values()).collect();
    let ids: BTreeSet<_> = operations.iter().map(|o| o["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), operations.len());
}

#[tokio::test]
async fn an_activity_tells_its_queue_arguments_result_and_codes() {
    let activities = table().await.describe(&mut Schemas::new());
    let create = activities.iter().find(|a| a.name == "CustomerActivity#create").unwrap();
    assert_eq!((create.queue, create.args[0].name), ("CustomerActivity", "login"));
    assert_eq!(create.errors, ["CUSTOMER_ALREADY_EXISTS", "FAILED_TO_CREATE_CUSTOMER"]);
    assert!(create.result.is_some());
}

/// `kredo errors > docs/errors.md` mends a failure.
#[tokio::test]
async fn the_reference_of_error_codes_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/errors.md");
    assert_eq!(fs::read_to_string(file).unwrap(), kredo_http::errors(&table().await));
}
