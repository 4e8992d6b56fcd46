//! Noting what another system calls a card.

use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::card::{CardError, CardId, ExternalCardId, IntegrationCode};

/// Notes what another system calls a card, whether or not the card is in use.
pub struct LinkIntegration {
    recorder: Recorder,
}

/// Which card, in which system, under which name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkIntegrationCommand {
    /// Which card.
    pub card: CardId,
    /// In which system.
    pub code: IntegrationCode,
    /// Its name there.
    pub external_id: ExternalCardId,
}

impl LinkIntegration {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for LinkIntegration {
    type Command = LinkIntegrationCommand;
    type Output = ();

    /// # Errors
    /// [`CardError::NotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &LinkIntegrationCommand,
    ) -> Result<(), AppError> {
        let LinkIntegrationCommand { card, code, external_id } = command.clone();
        let mut card = unit.cards().get(card).await?.ok_or(CardError::NotFound)?;
        let events = card.value.link(code, external_id, self.recorder.now());
        if events.is_empty() {
            return Ok(());
        }
        unit.cards().update(card).await?;
        self.recorder.record(unit, &events).await
    }
}
