//! Contacts, as interfaces and exports show them.

use chrono::{DateTime, Utc};
use kredo_domain::customer::{AdditionalData, Contact};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! contact_view {
    ($(#[$doc:meta])* $name:ident, $active:ident) => {
        $(#[$doc])*
        #[derive(Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            /// Its guid.
            guid: Uuid,
            /// Whose registry entry it stands in.
            customer_guid: Uuid,
            /// `PHONE`, `EMAIL`, or another word.
            r#type: String,
            /// Whose contact: `CUSTOMER`, or a relation.
            owner: String,
            /// The number or address.
            contact: String,
            /// Free-form facts.
            #[schema(value_type = Object)]
            additional_data: AdditionalData,
            /// Whether it is in use.
            $active: bool,
            /// Whether it is the first to use of its type.
            is_primary: bool,
            /// When it was added.
            created_at: DateTime<Utc>,
            /// When it last changed.
            updated_at: DateTime<Utc>,
        }

        impl From<Contact> for $name {
            fn from(contact: Contact) -> Self {
                let state = contact.state().clone();
                Self {
                    guid: state.id.guid(),
                    customer_guid: state.customer.guid(),
                    r#type: state.kind.as_str().to_owned(),
                    owner: state.owner.as_str().to_owned(),
                    contact: state.value,
                    additional_data: state.additional_data,
                    $active: state.active,
                    is_primary: state.primary,
                    created_at: state.created_at,
                    updated_at: state.updated_at,
                }
            }
        }
    };
}

contact_view!(
    /// A contact of a customer.
    ContactView, active
);
contact_view!(
    /// A contact of the client, which has another name for one of its fields.
    OwnContactView, is_active
);
