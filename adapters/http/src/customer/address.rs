//! Addresses of customers.

use crate::{
    answer::Answer,
    caller::{Caller, Staff},
    extract::{CustomerGuid, GuidPath},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{customer::ListAddresses, read};
use kredo_domain::customer::{AdditionalData, Address, CustomerId, code};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

errors! { ListErrors: 409 => code::CUSTOMER_NOT_FOUND }

/// An address of a customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddressView {
    /// Its guid.
    guid: Uuid,
    /// Whose it is.
    customer_guid: Uuid,
    /// Whether the customer is registered there.
    is_primary: bool,
    /// Its parts by name: `postcode`, `city`, `street`, …
    #[schema(value_type = Object)]
    data: AdditionalData,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<Address> for AddressView {
    fn from(address: Address) -> Self {
        Self {
            guid: address.id().guid(),
            customer_guid: address.customer().guid(),
            is_primary: address.is_primary(),
            data: address.data().clone(),
            created_at: address.created_at(),
            updated_at: address.updated_at(),
        }
    }
}

/// Addresses of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct AddressesView {
    /// Oldest first.
    addresses: Vec<AddressView>,
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
) -> Result<Answer<AddressesView>, Failure<ListErrors>> {
    let addresses = read(state.store(), &ListAddresses, &CustomerId::new(customer)).await?;
    let addresses = addresses.into_iter().map(AddressView::from).collect();
    Ok(Answer(AddressesView { addresses }))
}
