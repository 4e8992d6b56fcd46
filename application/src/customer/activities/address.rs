//! `CustomerAddressActivity`.

use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{Guid, LocalActivity},
    customer::{
        AddAddress, AddAddressCommand, CustomerKey, FindCustomer, ListAddresses, UpdateAddress,
        UpdateAddressCommand,
    },
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    customer::{AdditionalData, Address, AddressId, CustomerId, NewAddress, code},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

/// An address to add.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddressToAdd {
    /// Whether the customer is registered there.
    is_primary: bool,
    /// Its parts by name: `postcode`, `city`, `street`, …
    #[schema(value_type = Object)]
    additional_data: Map<String, Value>,
}

impl From<AddressToAdd> for NewAddress {
    fn from(address: AddressToAdd) -> Self {
        Self { primary: address.is_primary, data: address.additional_data }
    }
}

/// An address of a customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddressView {
    /// Its guid.
    guid: Uuid,
    /// Whose it is.
    customer_guid: Uuid,
    /// Whether the customer is registered there.
    is_primary: bool,
    /// Its parts by name.
    #[schema(value_type = Object)]
    data: AdditionalData,
}

impl From<Address> for AddressView {
    fn from(address: Address) -> Self {
        Self {
            guid: address.id().guid(),
            customer_guid: address.customer().guid(),
            is_primary: address.is_primary(),
            data: address.data().clone(),
        }
    }
}

/// Adds addresses, in their order; answers nothing.
pub(super) struct AddAddresses(AddAddress);

impl AddAddresses {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(AddAddress::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for AddAddresses {
    const NAME: &'static str = "CustomerAddressActivity#add";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid", "addresses"];
    const ERRORS: &'static [ErrorCode] = &[code::CUSTOMER_NOT_FOUND];
    type Arguments = (Guid, Vec<AddressToAdd>);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer), addresses): Self::Arguments,
    ) -> Result<Option<()>, AppError> {
        let customer = CustomerId::new(customer);
        // Also where there is none to add, the customer must be there.
        FindCustomer.execute_in(unit, &CustomerKey::Guid(customer)).await?;
        for address in addresses {
            let command = AddAddressCommand { customer, address: address.into() };
            self.0.execute_in(unit, &command).await?;
        }
        Ok(None)
    }
}

/// Changes the parts of an address; what is left out stays.
pub(super) struct ChangeAddress(UpdateAddress);

impl ChangeAddress {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(UpdateAddress::new(recorder.clone()))
    }
}

/// The parts of an address.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub(super) struct AddressParts(Map<String, Value>);

#[async_trait]
impl LocalActivity for ChangeAddress {
    const NAME: &'static str = "CustomerAddressActivity#update";
    const ARGUMENTS: &'static [&'static str] = &["addressGuid", "additionalData"];
    const ERRORS: &'static [ErrorCode] = &[code::ADDRESS_NOT_FOUND];
    type Arguments = (Guid, AddressParts);
    type Output = AddressView;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(address), AddressParts(data)): Self::Arguments,
    ) -> Result<Option<AddressView>, AppError> {
        let command = UpdateAddressCommand { address: AddressId::new(address), data };
        Ok(Some(self.0.execute_in(unit, &command).await?.into()))
    }
}

/// Addresses of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct ActivityAddresses {
    /// Oldest first.
    addresses: Vec<AddressView>,
}

/// Lists a customer's addresses.
pub(super) struct FindAddresses;

#[async_trait]
impl LocalActivity for FindAddresses {
    const NAME: &'static str = "CustomerAddressActivity#findAll";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid"];
    const ERRORS: &'static [ErrorCode] = &[code::CUSTOMER_NOT_FOUND];
    type Arguments = (Guid,);
    type Output = ActivityAddresses;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer),): (Guid,),
    ) -> Result<Option<ActivityAddresses>, AppError> {
        let addresses = ListAddresses.execute_in(unit, &CustomerId::new(customer)).await?;
        let addresses = addresses.into_iter().map(Into::into).collect();
        Ok(Some(ActivityAddresses { addresses }))
    }
}
