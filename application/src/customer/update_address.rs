//! Changing an address.

use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::customer::{AdditionalData, Address, AddressId, CustomerError};

/// Changes the parts of an address; what is left out stays.
pub struct UpdateAddress {
    recorder: Recorder,
}

/// Which address, and its new parts.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateAddressCommand {
    /// Which one.
    pub address: AddressId,
    /// Its new parts, by name.
    pub data: AdditionalData,
}

impl UpdateAddress {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for UpdateAddress {
    type Command = UpdateAddressCommand;
    type Output = Address;

    /// # Errors
    /// [`CustomerError::AddressNotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &UpdateAddressCommand,
    ) -> Result<Address, AppError> {
        let found = unit.addresses().get(command.address).await?;
        let mut address = found.ok_or(CustomerError::AddressNotFound)?;
        let differs = address.value.update(command.data.clone(), self.recorder.now());
        let updated = address.value.clone();
        if differs {
            unit.addresses().update(address).await?;
        }
        Ok(updated)
    }
}
