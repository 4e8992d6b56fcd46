//! Columns of JSON.

use super::error::Cause;
use kredo_application::store::StoreError;
use sea_orm::{
    TryGetableFromJson,
    sea_query::{ArrayType, ColumnType, Nullable, Value, ValueType, ValueTypeErr},
};
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

/// What is in a column of JSON. What was read stays text until its type is known: a tree of values
/// in between would cost as much again as the reading itself.
#[derive(Debug, Clone)]
pub enum Json {
    /// To be written.
    Tree(serde_json::Value),
    /// As it was read.
    Text(Box<RawValue>),
}

/// Writes a value for a column.
pub(crate) fn json(value: &impl Serialize) -> Result<Json, StoreError> {
    let tree = serde_json::to_value(value);
    tree.map(Json::Tree).map_err(|cause| StoreError::Backend(Cause::from(cause)))
}

impl Json {
    /// Reads the value.
    pub(crate) fn read<T: DeserializeOwned>(self) -> serde_json::Result<T> {
        match self {
            Self::Tree(tree) => serde_json::from_value(tree),
            Self::Text(text) => serde_json::from_str(text.get()),
        }
    }

    fn into_tree(self) -> serde_json::Value {
        self.read().unwrap_or_default()
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.clone().into_tree() == other.clone().into_tree()
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self::Text)
    }
}

impl TryGetableFromJson for Json {}

impl From<Json> for Value {
    fn from(json: Json) -> Self {
        Self::Json(Some(Box::new(json.into_tree())))
    }
}

impl ValueType for Json {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        match value {
            Value::Json(Some(tree)) => Ok(Self::Tree(*tree)),
            _ => Err(ValueTypeErr),
        }
    }
    fn type_name() -> String {
        "Json".to_owned()
    }
    fn array_type() -> ArrayType {
        ArrayType::Json
    }
    fn column_type() -> ColumnType {
        ColumnType::Json
    }
}

impl Nullable for Json {
    fn null() -> Value {
        Value::Json(None)
    }
}
