//! Registering a customer.

use crate::{
    AppError, Recorder, StoreError, UnitOfWork, UseCase,
    store::{Sequence, next_number},
};
use async_trait::async_trait;
use kredo_domain::customer::{Customer, CustomerError, Login};
use uuid::Uuid;

/// Registers a customer by its login.
pub struct CreateCustomer {
    recorder: Recorder,
}

/// Whom to register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateCustomerCommand {
    /// What it will sign in with.
    pub login: Login,
    /// Guid of its user in an outside identity provider, where there is one.
    pub login_guid: Option<Uuid>,
}

impl CreateCustomer {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for CreateCustomer {
    type Command = CreateCustomerCommand;
    type Output = Customer;

    /// # Errors
    /// [`CustomerError::AlreadyExists`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &CreateCustomerCommand,
    ) -> Result<Customer, AppError> {
        if unit.customers().by_login(&command.login).await?.is_some() {
            return Err(CustomerError::AlreadyExists.into());
        }
        let number = next_number(unit, Sequence::Customer).await?;
        let (customer, events) = Customer::register(
            self.recorder.new_id(),
            number,
            command.login.clone(),
            command.login_guid,
            self.recorder.now(),
        );
        match unit.customers().insert(&customer).await {
            Err(StoreError::Duplicate(_)) => return Err(CustomerError::AlreadyExists.into()),
            inserted => inserted?,
        }
        self.recorder.record(unit, &events).await?;
        Ok(customer)
    }
}
