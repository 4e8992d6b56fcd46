//! Amounts as decimals of roubles.

use kredo_domain::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr, Type,
        schema::{Schema, SchemaType},
    },
};

/// An amount of roubles as the partner's interface writes it: a JSON number with at most two
/// decimals. Read from the number's own text, since binary fractions lose kopecks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Roubles(pub(crate) Money);

impl Roubles {
    fn parse(text: &str) -> Result<Self, &'static str> {
        const KOPECKS: Decimal = Decimal::ONE_HUNDRED;
        let exact = if text.contains(['e', 'E']) {
            Decimal::from_scientific(text)
        } else {
            Decimal::from_str_exact(text)
        };
        let roubles = exact.map_err(|_| "is no amount of roubles")?;
        let kopecks = roubles.checked_mul(KOPECKS).ok_or("is too large")?;
        if !kopecks.fract().is_zero() {
            return Err("has more than two decimals");
        }
        let minor = i64::try_from(kopecks).map_err(|_| "is too large")?;
        Ok(Self(Money::kopecks(minor)))
    }
}

impl<'de> Deserialize<'de> for Roubles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::parse(raw.get()).map_err(de::Error::custom)
    }
}

impl Serialize for Roubles {
    /// `4567`, `80500.5`, `0.01`: no zeros at the end.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = Decimal::new(self.0.minor(), 2).normalize().to_string();
        let raw = RawValue::from_string(text).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

impl PartialSchema for Roubles {
    fn schema() -> RefOr<Schema> {
        let number = ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::Number))
            .multiple_of(Some(0.01))
            .description(Some("Roubles, at most two decimals"));
        number.build().into()
    }
}

impl ToSchema for Roubles {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<i64, String> {
        let read: Result<Roubles, _> = serde_json::from_str(json);
        read.map(|roubles| roubles.0.minor()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn every_way_of_writing_a_number_is_the_same_amount() {
        for (json, kopecks) in [
            ("80500.5", 8_050_050),
            ("80500.50", 8_050_050),
            ("0", 0),
            ("-0.01", -1),
            ("1e3", 100_000),
            ("1.5E1", 1_500),
            ("92233720368547758.07", i64::MAX),
            ("1.10000", 110),
        ] {
            assert_eq!(read(json), Ok(kopecks), "{json}");
        }
    }

    #[test]
    fn what_kopecks_cannot_hold_is_refused() {
        for (json, why) in [
            ("0.001", "two decimals"),
            ("80500.5000000000000000001", "two decimals"),
            ("92233720368547758.08", "too large"),
            ("1e40", "no amount"),
            ("\"5\"", "no amount"),
            ("null", "no amount"),
        ] {
            let fault = read(json).unwrap_err();
            assert!(fault.contains(why), "{json}: {fault}");
        }
    }

    #[test]
    fn amounts_are_written_without_zeros_at_the_end() {
        let written = |kopecks| serde_json::to_string(&Roubles(Money::kopecks(kopecks))).unwrap();
        assert_eq!(
            [456_700, 8_050_050, 1, 0, -250].map(written),
            ["4567", "80500.5", "0.01", "0", "-2.5"]
        );
        assert_eq!(written(i64::MAX), "92233720368547758.07");
    }
}
