//! Contacts of customers.

use crate::{
    answer::{Answer, PageView},
    caller::{Caller, ClientOnly, Staff},
    extract::{CustomerGuid, GuidPath, PageOf},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{customer::ListContacts, paging::Page, read};
use kredo_domain::customer::{AdditionalData, Contact, CustomerId, code};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

errors! { ListErrors: 409 => code::CUSTOMER_NOT_FOUND }

macro_rules! contact_view {
    ($(#[$doc:meta])* $name:ident, $active:ident) => {
        $(#[$doc])*
        #[derive(Serialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $name {
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

/// Contacts of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct ContactsView {
    /// Oldest first.
    contacts: Vec<ContactView>,
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
) -> Result<Answer<ContactsView>, Failure<ListErrors>> {
    let contacts = read(state.store(), &ListContacts, &CustomerId::new(customer)).await?;
    Ok(Answer(ContactsView { contacts: contacts.into_iter().map(ContactView::from).collect() }))
}

pub(super) async fn own(
    State(state): State<SharedState>,
    caller: Caller<ClientOnly>,
    PageOf(page): PageOf<Contact>,
) -> Result<Answer<PageView<OwnContactView>>, Failure<ListErrors>> {
    let contacts = read(state.store(), &ListContacts, &caller.customer()).await?;
    Ok(Answer(PageView::of(Page::of(contacts, &page), OwnContactView::from)))
}
