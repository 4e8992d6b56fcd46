//! Adding a card.

use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::{
    card::{Card, CardFacts},
    customer::{CustomerError, CustomerId},
};

/// Adds a card to a customer's. One that the customer has in use already is found again, so that
/// whoever got no answer may repeat the call.
pub struct AddCard {
    recorder: Recorder,
}

/// Whose card, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddCardCommand {
    /// Whose it is.
    pub customer: CustomerId,
    /// What is known of it.
    pub facts: CardFacts,
}

impl AddCard {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for AddCard {
    type Command = AddCardCommand;
    type Output = Card;

    /// # Errors
    /// [`CustomerError::NotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AddCardCommand,
    ) -> Result<Card, AppError> {
        let AddCardCommand { customer, facts } = command;
        unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let cards = unit.cards().of(*customer).await?;
        if let Some(known) = cards.into_iter().find(|card| card.value.is(facts)) {
            return Ok(known.value);
        }
        let (id, now) = (self.recorder.new_id(), self.recorder.now());
        let (card, events) = Card::add(id, *customer, facts.clone(), now);
        // Somebody added the same card, or put it into use, since it was looked for.
        unless_raced(unit.cards().insert(&card).await)?;
        self.recorder.record(unit, &events).await?;
        Ok(card)
    }
}
