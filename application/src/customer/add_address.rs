//! Adding an address to a customer.

use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::customer::{Address, AddressFit, CustomerError, CustomerId, NewAddress};

/// Adds an address, unless the customer has the same one. A new registration address takes the
/// mark from the one that had it.
pub struct AddAddress {
    recorder: Recorder,
}

/// Whose address, and which.
#[derive(Debug, Clone, PartialEq)]
pub struct AddAddressCommand {
    /// Whose.
    pub customer: CustomerId,
    /// The address.
    pub address: NewAddress,
}

impl AddAddress {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for AddAddress {
    type Command = AddAddressCommand;
    type Output = ();

    /// # Errors
    /// [`CustomerError::NotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AddAddressCommand,
    ) -> Result<(), AppError> {
        let AddAddressCommand { customer, address: new } = command;
        unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let now = self.recorder.now();
        let mut known = unit.addresses().of(*customer).await?;
        let all: Vec<&Address> = known.iter().map(|address| &address.value).collect();
        let fit = Address::fit(new, &all);
        if fit == AddressFit::Known {
            return Ok(());
        }
        // Whichever yields the mark is written before the one that takes it.
        known.sort_by_key(|address| !address.value.is_primary());
        for mut address in known {
            if address.value.make_room(new, fit, now) {
                unless_raced(unit.addresses().update(address).await)?;
            }
        }
        if fit != AddressFit::New {
            return Ok(());
        }
        let address = Address::add(self.recorder.new_id(), *customer, new.clone(), now);
        // Somebody made another one primary since it was looked for.
        Ok(unless_raced(unit.addresses().insert(&address).await)?)
    }
}
