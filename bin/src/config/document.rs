//! Files that a key names: TOML or JSON, read into one tree.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};
use std::path::Path;

/// Reads a file's text: as JSON where its name ends so, as TOML otherwise.
///
/// # Errors
/// The line of the first fault, and what it is.
pub(super) fn parse(path: &Path, source: &str) -> Result<Value, (Option<usize>, String)> {
    if path.extension().is_some_and(|extension| extension == "json") {
        serde_json::from_str(source)
            .map_err(|fault| (Some(fault.line()), format!("this is not JSON: {fault}")))
    } else {
        let table: toml::Table = toml::from_str(source).map_err(|fault| {
            let before = fault.span().and_then(|span| source.get(..span.start));
            let line = before.map(|before| before.matches('\n').count() + 1);
            (line, format!("this is not TOML: {}", fault.message()))
        })?;
        Ok(json(toml::Value::Table(table)))
    }
}

/// The part of a tree as a value of that type.
///
/// # Errors
/// The first fault, with its place below `at`.
pub(super) fn value<T: DeserializeOwned>(at: &str, content: Value) -> Result<T, String> {
    serde_path_to_error::deserialize(content).map_err(|fault| {
        let path = fault.path().to_string();
        let at = match (at, path.as_str()) {
            (at, "." | "") => at.to_owned(),
            ("", path) => path.to_owned(),
            (at, path) if path.starts_with('[') => format!("{at}{path}"),
            (at, path) => format!("{at}.{path}"),
        };
        let fault = fault.into_inner();
        if at.is_empty() { fault.to_string() } else { format!("{at}: {fault}") }
    })
}

/// TOML has dates of its own; everybody who reads a tree knows them as text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
        toml::Value::Boolean(is) => is.into(),
        toml::Value::Datetime(at) => at.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, json(value))).collect()
        }
    }
}
