//! Learning more about a customer.

use crate::{AppError, Recorder, UnitOfWork, UseCase, Versioned};
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
    /// Only if it has that version; whatever it has, where nothing is said.
    pub version: Option<i64>,
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
    type Output = Versioned<Customer>;

    /// # Errors
    /// [`CustomerError::NotFound`], [`CustomerError::OtherVersion`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &PatchCustomerCommand,
    ) -> Result<Versioned<Customer>, AppError> {
        let mut customer =
            unit.customers().get(command.customer).await?.ok_or(CustomerError::NotFound)?;
        if command.version.is_some_and(|version| version != customer.version()) {
            return Err(CustomerError::OtherVersion.into());
        }
        let now = self.recorder.now();
        let PatchCustomerCommand { person, additional_data, .. } = command.clone();
        let events = customer.value.patch(person, additional_data, now);
        if events.is_empty() {
            return Ok(customer);
        }
        let (value, version) = (customer.value.clone(), customer.version().saturating_add(1));
        unit.customers().update(customer).await?;
        self.recorder.record(unit, &events).await?;
        Ok(Versioned::stored(value, version))
    }
}
