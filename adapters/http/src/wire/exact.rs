//! Words of a closed set that are sent and answered in one spelling, their own.

use kredo_domain::document::{AttributeKind, ValidationMethod};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Type, schema::Schema},
};

macro_rules! exact_words {
    ($($(#[$doc:meta])* $name:ident: $of:ident;)+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Serialize, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name(pub(crate) $of);

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = $of::ALL.iter().map(|word| word.name());
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($of).into()
            }
        }
    )+ };
}

exact_words! {
    /// What kind of value an attribute has: `int`.
    AttributeKindWord: AttributeKind;
    /// How the number of a document is checked: `check_snils_summ`.
    ValidationMethodWord: ValidationMethod;
}
