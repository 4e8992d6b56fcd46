//! Learning more about a customer.

use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::customer::{AdditionalData, Customer, CustomerError, CustomerId, Person};

/// Changes what is known about a customer.
pub struct PatchCustomer {
    recorder: Recorder,
}

/// What has become known.
#[derive(Debug, Clone, PartialEq)]
pub struct PatchCustomerCommand {
    /// About whom.
    pub customer: CustomerId,
    /// Personal data; what is `None` stays.
    pub person: Person,
    /// Free-form facts; the ones named are replaced, the others stay.
    pub additional_data: AdditionalData,
}

impl PatchCustomer {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for PatchCustomer {
    type Command = PatchCustomerCommand;
    type Output = Customer;

    /// # Errors
    /// [`CustomerError::NotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &PatchCustomerCommand,
    ) -> Result<Customer, AppError> {
        let mut customer =
            unit.customers().get(command.customer).await?.ok_or(CustomerError::NotFound)?;
        let now = self.recorder.now();
        let PatchCustomerCommand { person, additional_data, .. } = command.clone();
        let events = customer.value.patch(person, additional_data, now);
        let result = customer.value.clone();
        if !events.is_empty() {
            unit.customers().update(customer).await?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(result)
    }
}
