//! Percentages as JSON numbers.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr, Type,
        schema::{Schema, SchemaType},
    },
};

/// A percentage, exact: `17.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Percent(pub(crate) Decimal);

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.0.normalize().to_string());
        raw.map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl PartialSchema for Percent {
    fn schema() -> RefOr<Schema> {
        let number = ObjectBuilder::new().schema_type(SchemaType::Type(Type::Number));
        number.description(Some("Percent")).build().into()
    }
}

impl ToSchema for Percent {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_a_number_without_zeros_at_the_end() {
        for (percent, json) in [("17.300", "17.3"), ("0.8", "0.8"), ("292", "292")] {
            let percent = Percent(percent.parse().unwrap());
            assert_eq!(serde_json::to_string(&percent).unwrap(), json);
        }
    }
}
