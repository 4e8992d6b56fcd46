//! Looking a card up.

use crate::{AppError, UnitOfWork, UseCase, audit};
use async_trait::async_trait;
use kredo_domain::card::{Card, CardError, CardId};

/// Finds one card, whosever it is.
pub struct FindCard;

#[async_trait]
impl UseCase for FindCard {
    type Command = CardId;
    type Output = Card;

    /// # Errors
    /// [`CardError::NotFound`], or the store's.
    async fn execute_in(&self, unit: &mut dyn UnitOfWork, card: &CardId) -> Result<Card, AppError> {
        let card = unit.cards().get(*card).await?.ok_or(CardError::NotFound)?.value;
        audit::note_read(card.state().customer);
        Ok(card)
    }
}
