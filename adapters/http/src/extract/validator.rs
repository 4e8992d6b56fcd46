//! Checking JSON against the schemas that are published: all faults at once.

use super::card_number;
use jsonschema::{Draft, Validator, error::ValidationErrorKind};
use kredo_application::{
    AppError,
    activity::{Described, Schemas},
};
use kredo_domain::FieldFault;
use serde_json::{Value, json};
use std::{
    any::type_name,
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use utoipa::openapi::{RefOr, Schema};

type Key = Cow<'static, str>;

/// Compiled schemas, each made when it is first needed, of what types say of themselves: the
/// document is made of the same.
#[derive(Default)]
pub(crate) struct Validators {
    compiled: RwLock<HashMap<Key, Arc<Validator>>>,
}

impl Validators {
    /// The faults of a body that should be a `T`.
    pub(crate) fn body_faults<T: Described>(
        &self,
        body: &Value,
    ) -> Result<Vec<FieldFault>, AppError> {
        self.faults(type_name::<T>().into(), T::describe, "", body)
    }

    /// The faults of a value that stands at `place`, by a schema that `key` names; what the schema
    /// refers to is put beside it.
    pub(crate) fn faults(
        &self,
        key: Key,
        schema: impl FnOnce(&mut Schemas) -> Option<RefOr<Schema>>,
        place: &str,
        value: &Value,
    ) -> Result<Vec<FieldFault>, AppError> {
        let validator = self.compiled(key, schema)?;
        let mut faults: Vec<_> =
            validator.iter_errors(value).flat_map(|error| told(place, &error)).collect();
        forbid_nul(place, value, &mut faults);
        card_number::forbid(place, value, &mut faults);
        Ok(faults)
    }

    fn compiled(
        &self,
        key: Key,
        schema: impl FnOnce(&mut Schemas) -> Option<RefOr<Schema>>,
    ) -> Result<Arc<Validator>, AppError> {
        let known = self.compiled.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(validator) = known {
            return Ok(validator);
        }
        let failed = |cause| AppError::internal("compiling a schema", cause);
        let mut schemas = Schemas::new();
        let schema = schema(&mut schemas);
        let schema = json!({ "allOf": [schema], "components": { "schemas": schemas } });
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&schema)
            .map_err(|cause| {
                failed(Box::<dyn std::error::Error + Send + Sync>::from(cause.to_string()))
            })?;
        let validator = Arc::new(validator);
        let mut compiled = self.compiled.write().unwrap_or_else(PoisonError::into_inner);
        compiled.insert(key, Arc::clone(&validator));
        Ok(validator)
    }
}

/// `/customer/documents/0/type` as people write it: `customer.documents[0].type`.
fn dotted(place: &str, pointer: &str) -> String {
    let mut path = place.to_owned();
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        if part.bytes().all(|b| b.is_ascii_digit()) {
            path.push('[');
            path.push_str(&part);
            path.push(']');
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&part);
        }
    }
    path
}

/// The faults behind one error: a missing field stands at its own place, a choice that fits none
/// of its forms tells what is wrong with the form that was meant.
fn told(place: &str, error: &jsonschema::ValidationError<'_>) -> Vec<FieldFault> {
    let path = dotted(place, error.instance_path().as_str());
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            vec![FieldFault::new(path, "is required")]
        }
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            let meant = context.iter().max_by_key(|errors| {
                errors.iter().map(|e| e.instance_path().as_str().len()).max().unwrap_or_default()
            });
            meant.into_iter().flatten().flat_map(|error| told(place, error)).collect()
        }
        _ => vec![FieldFault::new(path, error.masked_with("the value").to_string())],
    }
}

/// No store keeps a NUL character in a text.
fn forbid_nul(place: &str, value: &Value, faults: &mut Vec<FieldFault>) {
    let mut bad = |place: &str| {
        faults.push(FieldFault::new(place, "contains the character U+0000"));
    };
    match value {
        Value::String(text) if text.contains('\0') => bad(place),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                forbid_nul(&format!("{place}[{n}]"), item, faults);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                if name.contains('\0') {
                    faults.push(FieldFault::new(place, "has a name with the character U+0000"));
                    continue;
                }
                let dot = if place.is_empty() { "" } else { "." };
                forbid_nul(&format!("{place}{dot}{name}"), field, faults);
            }
        }
        _ => {}
    }
}
