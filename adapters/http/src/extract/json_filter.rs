//! What a list is narrowed by: parameters behind the question mark, or one with all of them.

use super::filter::{checked, describe_fields, fields, read};
use crate::{
    api::{DescribeInput, Description},
    failure::Refusal,
    state::SharedState,
};
use axum::extract::FromRequestParts;
use http::request::Parts;
use kredo_domain::FieldFault;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::{
    ToSchema,
    openapi::schema::{ObjectBuilder, Type},
};

/// Parameters that may also come as an object of JSON in one.
pub(crate) trait InOneParameter: ToSchema + DeserializeOwned {
    /// Its name.
    const NAME: &'static str;
}

/// As [`Filter`](super::Filter); what stands by itself goes before what stands in the object.
pub(crate) struct JsonFilter<T>(pub(crate) T);

impl<T: InOneParameter> FromRequestParts<SharedState> for JsonFilter<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &SharedState) -> Result<Self, Refusal> {
        let query = parts.uri.query().unwrap_or_default();
        let mut all = object(query, T::NAME).map_err(Refusal::invalid)?;
        all.extend(read(query, &fields::<T>()).map_err(Refusal::invalid)?);
        checked(state, Value::Object(all)).map(Self)
    }
}

/// The object in the parameter of that name; nothing where there is none.
fn object(query: &str, name: &str) -> Result<Map<String, Value>, Vec<FieldFault>> {
    let fault = |message: &str| vec![FieldFault::new(name, message)];
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query)
        .map_err(|_| vec![FieldFault::new("", "the query cannot be read")])?;
    let mut given = pairs.into_iter().filter(|(given, _)| given == name).map(|(_, text)| text);
    let Some(text) = given.next() else { return Ok(Map::new()) };
    if given.next().is_some() {
        return Err(fault("is given more than once"));
    }
    serde_json::from_str(&text).map_err(|_| fault("is no object in JSON"))
}

impl<T: InOneParameter> DescribeInput for JsonFilter<T> {
    fn describe(description: &mut Description) {
        describe_fields::<T>(description);
        let text = ObjectBuilder::new().schema_type(Type::String);
        let meaning =
            "The same parameters as one object in JSON; what stands by itself goes first.";
        description.query(T::NAME, meaning, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_object_is_read_where_one_is_sent() {
        let read = |query| object(query, "all").map(Value::Object);
        assert_eq!(read("a=1"), Ok(json!({})));
        assert_eq!(read("all=%7B%22a%22%3A%22b%22%7D&a=c"), Ok(json!({ "a": "b" })));
        for (query, message) in [
            ("all=", "is no object in JSON"),
            ("all=[]", "is no object in JSON"),
            ("all=%7B%7D&all=%7B%7D", "is given more than once"),
        ] {
            assert_eq!(read(query), Err(vec![FieldFault::new("all", message)]));
        }
    }
}
