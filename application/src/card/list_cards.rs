//! The cards of a customer.

use crate::{
    AppError, UnitOfWork, UseCase,
    customer::{CustomerKey, FindCustomer},
};
use async_trait::async_trait;
use kredo_domain::{card::Card, customer::CustomerId};

/// Lists the cards of a customer, in use or not, oldest first.
pub struct ListCards;

#[async_trait]
impl UseCase for ListCards {
    type Command = CustomerId;
    type Output = Vec<Card>;

    /// # Errors
    /// [`CustomerError::NotFound`](kredo_domain::customer::CustomerError::NotFound), or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: &CustomerId,
    ) -> Result<Vec<Card>, AppError> {
        let customer = FindCustomer.execute_in(unit, &CustomerKey::Guid(*customer)).await?;
        let cards = unit.cards().of(customer.value.id()).await?;
        Ok(cards.into_iter().map(|card| card.value).collect())
    }
}

/// Finds the cards that a customer asks for, oldest first. Nobody's guid has none.
pub struct FindOwnCards;

/// Which cards a customer asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnCards {
    /// Who asks.
    pub customer: CustomerId,
    /// Only those that are in use, or only those that are not; all without it.
    pub active: Option<bool>,
}

#[async_trait]
impl UseCase for FindOwnCards {
    type Command = OwnCards;
    type Output = Vec<Card>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        OwnCards { customer, active }: &OwnCards,
    ) -> Result<Vec<Card>, AppError> {
        let cards = unit.cards().of(*customer).await?.into_iter().map(|card| card.value);
        Ok(cards.filter(|card| active.is_none_or(|wanted| card.state().active == wanted)).collect())
    }
}
