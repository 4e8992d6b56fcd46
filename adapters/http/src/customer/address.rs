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
use kredo_application::{
    customer::{AddressView, ListAddresses},
    read,
};
use kredo_domain::customer::{Address, CustomerId, code};
use serde::Serialize;
use utoipa::ToSchema;

errors! { ListErrors: 409 => code::CUSTOMER_NOT_FOUND }

/// An address of a customer, with its instants.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddressInList {
    #[serde(flatten)]
    address: AddressView,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<Address> for AddressInList {
    fn from(address: Address) -> Self {
        let (created_at, updated_at) = (address.created_at(), address.updated_at());
        Self { address: address.into(), created_at, updated_at }
    }
}

/// Addresses of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct AddressesView {
    /// Oldest first.
    addresses: Vec<AddressInList>,
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
) -> Result<Answer<AddressesView>, Failure<ListErrors>> {
    let addresses = read(state.store(), &ListAddresses, &CustomerId::new(customer)).await?;
    let addresses = addresses.into_iter().map(AddressInList::from).collect();
    Ok(Answer(AddressesView { addresses }))
}
