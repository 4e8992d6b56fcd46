//! The addresses of a customer.

use super::{CustomerKey, FindCustomer};
use crate::{AppError, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::customer::{Address, CustomerId};

/// Lists a customer's addresses, oldest first.
pub struct ListAddresses;

#[async_trait]
impl UseCase for ListAddresses {
    type Command = CustomerId;
    type Output = Vec<Address>;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: &CustomerId,
    ) -> Result<Vec<Address>, AppError> {
        let customer = FindCustomer.execute_in(unit, &CustomerKey::Guid(*customer)).await?;
        let addresses = unit.addresses().of(customer.value.id()).await?;
        Ok(addresses.into_iter().map(|address| address.value).collect())
    }
}
