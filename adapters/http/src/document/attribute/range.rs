//! The small directory of values that an attribute can have.

use serde::Deserialize;
use serde_json::Number;
use utoipa::ToSchema;

/// A value that is allowed, or forbidden.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
pub(super) enum RangeValue {
    /// As a text.
    Text(String),
    /// As a number.
    #[schema(value_type = f64)]
    Number(Number),
}

/// The values: a list, the text of a JSON list, or one value alone.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
pub(super) enum RangeSent {
    /// A list.
    List(Vec<RangeValue>),
    /// The text of a list, or one value.
    Text(String),
}

impl From<RangeValue> for String {
    fn from(value: RangeValue) -> Self {
        match value {
            RangeValue::Text(text) => text,
            RangeValue::Number(number) => number.to_string(),
        }
    }
}

impl RangeSent {
    pub(super) fn into_values(self) -> Vec<String> {
        let values = match self {
            Self::List(values) => values,
            Self::Text(text) => match serde_json::from_str(&text) {
                Ok(values) => values,
                Err(_) => vec![RangeValue::Text(text)],
            },
        };
        values.into_iter().map(String::from).collect()
    }
}

/// The values as they are answered.
pub(super) fn text(values: &[String]) -> String {
    serde_json::Value::from(values.to_vec()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_range_is_read_in_every_form_that_the_manual_prints_and_in_its_own() {
        let read = |sent: serde_json::Value| {
            serde_json::from_value::<RangeSent>(sent).unwrap().into_values()
        };
        assert_eq!(read(json!([6, 99, "049678"])), ["6", "99", "049678"]);
        assert_eq!(read(json!("[2,4,8]")), ["2", "4", "8"]);
        assert_eq!(read(json!("string")), ["string"]);
        let values = ["a,b", "\"c\""].map(str::to_owned);
        assert_eq!(read(json!(text(&values))), values);
    }
}
