//! Putting a card into use, or out of it.

use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::{
    card::{Card, CardError, CardId},
    customer::CustomerId,
};

/// Puts a card into use or out of it; one that is so already stays so.
pub struct SwitchCard {
    recorder: Recorder,
}

/// Which card, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SwitchCardCommand {
    /// Which card.
    pub card: CardId,
    /// Whose it must be, where that is said.
    pub customer: Option<CustomerId>,
    /// Whether it shall be in use; it stays as it is where nothing is said.
    pub active: Option<bool>,
}

impl SwitchCard {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for SwitchCard {
    type Command = SwitchCardCommand;
    type Output = Card;

    /// # Errors
    /// [`CardError::NotFound`], also for another customer's; [`CardError::AlreadyActive`] when the
    /// customer added the card again while it was out of use; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &SwitchCardCommand,
    ) -> Result<Card, AppError> {
        let SwitchCardCommand { card, customer, active } = *command;
        let card = unit.cards().get(card).await?;
        let own = card.filter(|card| customer.is_none_or(|of| card.value.state().customer == of));
        let mut card = own.ok_or(CardError::NotFound)?;
        let Some(active) = active else { return Ok(card.value) };
        let events = card.value.switch(active, self.recorder.now());
        if events.is_empty() {
            return Ok(card.value);
        }
        if active {
            refuse_second(unit, &card.value).await?;
        }
        let switched = card.value.clone();
        // Somebody added the same card, or put it into use, since it was looked for.
        unless_raced(unit.cards().update(card).await)?;
        self.recorder.record(unit, &events).await?;
        Ok(switched)
    }
}

/// A customer has a card in use once, however often it was added.
async fn refuse_second(unit: &mut dyn UnitOfWork, card: &Card) -> Result<(), AppError> {
    let state = card.state();
    let cards = unit.cards().of(state.customer).await?;
    if cards.iter().any(|other| other.value.id() != state.id && other.value.is(&state.facts)) {
        return Err(CardError::AlreadyActive.into());
    }
    Ok(())
}
