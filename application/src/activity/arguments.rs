//! Positional JSON arguments as typed values, and their description.

use crate::AppError;
use kredo_domain::FieldFault;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::{
    ToSchema,
    openapi::{
        Ref, RefOr,
        schema::{Schema, SchemaType, Type},
    },
};
use uuid::Uuid;

/// Named schemas that descriptions refer to, for the components of an OpenAPI document.
pub type Schemas = BTreeMap<String, RefOr<Schema>>;

/// A type that can be described in an OpenAPI document.
pub trait Described {
    /// Its schema, plain or by reference; named ones are put into `schemas`.
    fn describe(schemas: &mut Schemas) -> Option<RefOr<Schema>>;
}

impl<T: ToSchema> Described for T {
    fn describe(schemas: &mut Schemas) -> Option<RefOr<Schema>> {
        let mut parts = Vec::new();
        T::schemas(&mut parts);
        schemas.extend(parts);
        let schema = T::schema();
        let plain = match &schema {
            RefOr::T(Schema::Object(object)) => object.properties.is_empty(),
            RefOr::Ref(_) | RefOr::T(Schema::Array(_)) => true,
            // Every `Option` bears the same name, whatever is in it.
            RefOr::T(Schema::OneOf(choices)) => choices.items.first().is_some_and(is_null),
            RefOr::T(_) => false,
        };
        if plain {
            return Some(schema);
        }
        let name = T::name().into_owned();
        schemas.insert(name.clone(), schema);
        Some(RefOr::Ref(Ref::from_schema_name(name)))
    }
}

fn is_null(schema: &RefOr<Schema>) -> bool {
    let null = SchemaType::Type(Type::Null);
    matches!(schema, RefOr::T(Schema::Object(object)) if object.schema_type == null)
}

/// A guid as an argument or a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Uuid)]
pub struct Guid(pub Uuid);

/// The arguments of an activity: a tuple, one member each.
pub trait Arguments: Sized + Send {
    /// Reads them. Arguments that are left out at the end count as null.
    ///
    /// # Errors
    /// [`AppError::Invalid`], with the place inside the argument that cannot be read.
    fn read(names: &[&str], values: &[Value]) -> Result<Self, AppError>;
    /// Describes each, in their order.
    fn describe(schemas: &mut Schemas) -> Vec<Option<RefOr<Schema>>>;
}

fn argument<T: DeserializeOwned>(
    position: usize,
    names: &[&str],
    values: &[Value],
    faults: &mut Vec<FieldFault>,
) -> Option<T> {
    let value = values.get(position).unwrap_or(&Value::Null);
    let place = format!("args[{position}]");
    let what = names.get(position).copied().unwrap_or_default();
    match serde_path_to_error::deserialize::<_, T>(value) {
        Ok(argument) => Some(argument),
        Err(_) if value.is_null() => {
            faults.push(FieldFault::new(place, format!("{what} is missing")));
            None
        }
        Err(fault) => {
            let inside = fault.path().to_string();
            let path = if inside == "." { place } else { format!("{place}.{inside}") };
            // The decoder's text repeats the value, which may be personal.
            faults
                .push(FieldFault::new(path, format!("{what} has not the form that is described")));
            None
        }
    }
}

macro_rules! arguments {
    ($($member:ident $position:literal),*) => {
        impl<$($member: Described + DeserializeOwned + Send),*> Arguments for ($($member,)*) {
            #[expect(non_snake_case, reason = "members are named after their types")]
            fn read(names: &[&str], values: &[Value]) -> Result<Self, AppError> {
                let mut faults = Vec::new();
                $(let $member = argument::<$member>($position, names, values, &mut faults);)*
                match ($($member,)*) {
                    ($(Some($member),)*) => Ok(($($member,)*)),
                    _ => Err(AppError::Invalid(faults)),
                }
            }
            fn describe(schemas: &mut Schemas) -> Vec<Option<RefOr<Schema>>> {
                vec![$(<$member as Described>::describe(schemas)),*]
            }
        }
    };
}

arguments!(A 0);
arguments!(A 0, B 1);
arguments!(A 0, B 1, C 2);
arguments!(A 0, B 1, C 2, D 3);

/// None at all; what is sent is not looked at.
impl Arguments for () {
    fn read(_: &[&str], _: &[Value]) -> Result<Self, AppError> {
        Ok(())
    }
    fn describe(_: &mut Schemas) -> Vec<Option<RefOr<Schema>>> {
        Vec::new()
    }
}
