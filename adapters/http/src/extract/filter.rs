//! What a list is narrowed by: parameters behind the question mark.

use crate::{
    api::{DescribeInput, Description},
    failure::Refusal,
    state::SharedState,
};
use axum::extract::FromRequestParts;
use http::request::Parts;
use kredo_application::activity::Schemas;
use kredo_domain::FieldFault;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::any::type_name;
use utoipa::{
    ToSchema,
    openapi::{
        RefOr,
        schema::{Object, Schema, SchemaType, Type},
    },
};

/// The parameters that `T` has as fields; a field that is a list may be given more than once.
/// Other parameters are not looked at.
pub(crate) struct Filter<T>(pub(crate) T);

impl<T: ToSchema + DeserializeOwned> FromRequestParts<SharedState> for Filter<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &SharedState) -> Result<Self, Refusal> {
        let query = parts.uri.query().unwrap_or_default();
        let query = read(query, &fields::<T>()).map_err(Refusal::invalid)?;
        checked(state, Value::Object(query)).map(Self)
    }
}

/// The parameters as what they are, unless something is wrong with them.
pub(super) fn checked<T: ToSchema + DeserializeOwned>(
    state: &SharedState,
    parameters: Value,
) -> Result<T, Refusal> {
    let schema = |schemas: &mut Schemas| {
        schemas.extend(parts::<T>());
        Some(T::schema())
    };
    let faults = state.validators().faults(type_name::<T>().into(), schema, "", &parameters)?;
    if !faults.is_empty() {
        return Err(Refusal::invalid(faults));
    }
    let read = serde_path_to_error::deserialize(parameters);
    read.map_err(|fault: serde_path_to_error::Error<_>| {
        let path = fault.path().to_string();
        Refusal::invalid(vec![FieldFault::new(path, "has not the form that is described")])
    })
}

/// The schemas that a type refers to, by name.
fn parts<T: ToSchema>() -> Vec<(String, RefOr<Schema>)> {
    let mut parts = Vec::new();
    T::schemas(&mut parts);
    parts
}

/// The fields of a schema with what each takes.
pub(super) fn fields<T: ToSchema>() -> Vec<(String, RefOr<Schema>)> {
    match T::schema() {
        RefOr::T(Schema::Object(Object { properties, .. })) => properties.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Types that a field takes; none where it refers to another schema, which is a text then.
fn types(schema: &RefOr<Schema>) -> Vec<Type> {
    let schema_type = match schema {
        RefOr::T(Schema::Object(object)) => &object.schema_type,
        RefOr::T(Schema::Array(array)) => &array.schema_type,
        _ => return Vec::new(),
    };
    match schema_type {
        SchemaType::Type(one) => vec![one.clone()],
        SchemaType::Array(several) => several.clone(),
        SchemaType::AnyValue => Vec::new(),
    }
}

/// The query as an object of the fields that it names.
pub(super) fn read(
    query: &str,
    fields: &[(String, RefOr<Schema>)],
) -> Result<Map<String, Value>, Vec<FieldFault>> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query)
        .map_err(|_| vec![FieldFault::new("", "the query cannot be read")])?;
    let mut object = Map::new();
    let mut faults = Vec::new();
    for (name, text) in pairs {
        let Some((_, schema)) = fields.iter().find(|(field, _)| *field == name) else { continue };
        let types = types(schema);
        if types.contains(&Type::Array) {
            let list = object.entry(name).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(items) = list {
                items.push(text.into());
            }
        } else if object.insert(name.clone(), value(text, &types)).is_some() {
            faults.push(FieldFault::new(name, "is given more than once"));
        }
    }
    if faults.is_empty() { Ok(object) } else { Err(faults) }
}

/// A number or a truth where the field takes one and the text is one.
fn value(text: String, types: &[Type]) -> Value {
    let takes = |wanted: &[Type]| wanted.iter().any(|wanted| types.contains(wanted));
    match serde_json::from_str::<Value>(&text) {
        Ok(number @ Value::Number(_)) if takes(&[Type::Integer, Type::Number]) => number,
        Ok(truth @ Value::Bool(_)) if takes(&[Type::Boolean]) => truth,
        _ => Value::String(text),
    }
}

/// The schema without `null`, which no query can say, and the text that describes the field.
fn told(mut schema: RefOr<Schema>) -> (String, RefOr<Schema>) {
    let without_null = |schema_type: &mut SchemaType| {
        if let SchemaType::Array(several) = schema_type {
            several.retain(|one| *one != Type::Null);
            if let [one] = &several[..] {
                *schema_type = SchemaType::Type(one.clone());
            }
        }
    };
    let meaning = match &mut schema {
        RefOr::T(Schema::Object(object)) => {
            without_null(&mut object.schema_type);
            object.description.take()
        }
        RefOr::T(Schema::Array(array)) => {
            without_null(&mut array.schema_type);
            array.description.take()
        }
        RefOr::T(Schema::OneOf(choices)) => {
            let meaning = choices.description.take();
            let null = SchemaType::Type(Type::Null);
            choices.items.retain(
                |item| !matches!(item, RefOr::T(Schema::Object(o)) if o.schema_type == null),
            );
            if let [one] = &choices.items[..] {
                schema = one.clone();
            }
            meaning
        }
        RefOr::T(_) => None,
        RefOr::Ref(reference) => Some(std::mem::take(&mut reference.description)),
    };
    (meaning.unwrap_or_default(), schema)
}

impl<T: ToSchema> DescribeInput for Filter<T> {
    fn describe(description: &mut Description) {
        describe_fields::<T>(description);
    }
}

/// Describes each field as a parameter.
pub(super) fn describe_fields<T: ToSchema>(description: &mut Description) {
    description.schemas().extend(parts::<T>());
    for (name, schema) in fields::<T>() {
        let (meaning, schema) = told(schema);
        description.query(&name, &meaning, schema);
    }
    description.refuses_as_usual(&[kredo_application::code::ARGUMENT_INVALID]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(ToSchema)]
    #[expect(dead_code, reason = "only its schema is asked")]
    struct Wanted {
        /// Its name.
        name: Option<String>,
        /// Whether it is in use.
        active: Option<bool>,
        /// Numbers.
        number: Option<i64>,
        /// Types.
        r#type: Vec<String>,
    }

    fn wanted(query: &str) -> Value {
        Value::Object(read(query, &fields::<Wanted>()).unwrap())
    }

    #[test]
    fn every_field_is_read_as_what_it_takes() {
        let query = "name=1&active=true&number=5&type=a&type=true&page=3";
        let expected = json!({ "name": "1", "active": true, "number": 5, "type": ["a", "true"] });
        assert_eq!(wanted(query), expected);
        assert_eq!(wanted("active=yes&number=x"), json!({ "active": "yes", "number": "x" }));
    }

    #[test]
    fn a_field_that_is_no_list_is_given_once() {
        let faults = read("name=a&name=b", &fields::<Wanted>()).unwrap_err();
        assert_eq!(faults, [FieldFault::new("name", "is given more than once")]);
    }

    #[test]
    fn parameters_are_described_without_null() {
        let told: Vec<_> = fields::<Wanted>().into_iter().map(|(_, schema)| told(schema)).collect();
        let texts: Vec<_> = told.iter().map(|(meaning, _)| meaning.as_str()).collect();
        assert_eq!(texts, ["Whether it is in use.", "Its name.", "Numbers.", "Types."]);
        let text = serde_json::to_string(&told.iter().map(|(_, s)| s).collect::<Vec<_>>()).unwrap();
        assert!(!text.contains("null"), "{text}");
    }
}
