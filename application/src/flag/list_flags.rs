//! The flags of a customer.

use crate::{
    AppError, UnitOfWork, UseCase,
    customer::{CustomerKey, FindCustomer},
};
use async_trait::async_trait;
use kredo_domain::{customer::CustomerId, flag::CustomerFlag};

/// Lists the flags that are or were on a customer, oldest first.
pub struct ListFlags;

#[async_trait]
impl UseCase for ListFlags {
    type Command = CustomerId;
    type Output = Vec<CustomerFlag>;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: &CustomerId,
    ) -> Result<Vec<CustomerFlag>, AppError> {
        let customer = FindCustomer.execute_in(unit, &CustomerKey::Guid(*customer)).await?;
        let flags = unit.flags().of(customer.value.id()).await?;
        Ok(flags.into_iter().map(|flag| flag.value).collect())
    }
}
