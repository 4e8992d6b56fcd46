//! Looking a customer up.

use crate::{AppError, UnitOfWork, UseCase, Versioned, audit};
use async_trait::async_trait;
use kredo_domain::customer::{Customer, CustomerError, CustomerId, Login};

/// Finds one customer.
pub struct FindCustomer;

/// What a customer is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerKey {
    /// Its guid.
    Guid(CustomerId),
    /// Its numeric id.
    Number(i64),
    /// Its login.
    Login(Login),
}

#[async_trait]
impl UseCase for FindCustomer {
    type Command = CustomerKey;
    type Output = Versioned<Customer>;

    /// # Errors
    /// [`CustomerError::NotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        key: &CustomerKey,
    ) -> Result<Versioned<Customer>, AppError> {
        let found = match key {
            CustomerKey::Guid(id) => unit.customers().get(*id).await?,
            CustomerKey::Number(number) => unit.customers().by_number(*number).await?,
            CustomerKey::Login(login) => unit.customers().by_login(login).await?,
        };
        let found = found.ok_or(CustomerError::NotFound)?;
        audit::note_read(found.value.id());
        Ok(found)
    }
}
