//! Values of the domain as arguments and results of steps.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{AnyOfBuilder, Schema},
    },
};

/// A value of the domain, in its own stored form: steps hand it on, others have no use for it.
#[derive(Debug, Clone)]
pub(crate) struct Plain<T>(pub(crate) T);

impl<T: Serialize> Serialize for Plain<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Plain<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

impl<T> PartialSchema for Plain<T> {
    fn schema() -> RefOr<Schema> {
        AnyOfBuilder::new().description(Some("In the form that a step before it gave")).into()
    }
}

impl<T> ToSchema for Plain<T> {}
