//! `CardActivity`, `CardInfoActivity`, `CustomerCardActivity`.

use super::{CardView, FindCard, ListCards, SwitchCard, SwitchCardCommand};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{ActivityTable, Guid, LocalActivity},
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    card::{Card, CardError, CardId, code},
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Adds the activities of cards to the table.
#[must_use]
pub fn card_activities(table: ActivityTable, recorder: &Recorder) -> ActivityTable {
    table.with(Patch(SwitchCard::new(recorder.clone()))).with(FindAll).with(Get)
}

/// A card of a customer.
#[derive(Serialize, ToSchema)]
struct ActivityCard {
    #[serde(flatten)]
    card: CardView,
    /// Whether it is in use.
    active: bool,
}

impl From<Card> for ActivityCard {
    fn from(card: Card) -> Self {
        Self { card: (&card).into(), active: card.state().active }
    }
}

/// What changes of a card; what is left out or null stays.
#[derive(Deserialize, ToSchema)]
struct CardChanges {
    /// Whether it is in use.
    active: Option<bool>,
}

/// An error of use cases by the code that the contract has for it in an activity.
fn as_the_contract_has_it(error: AppError, missing: CardError) -> AppError {
    if error.code() == code::CARD_NOT_FOUND { missing.into() } else { error }
}

/// Puts a card into use or out of it. Where there is no such card, the contract says that there is
/// no such customer.
struct Patch(SwitchCard);

#[async_trait]
impl LocalActivity for Patch {
    const NAME: &'static str = "CardActivity#patch";
    const ARGUMENTS: &'static [&'static str] = &["guid", "card"];
    const ERRORS: &'static [ErrorCode] = &[CUSTOMER_NOT_FOUND, code::CARD_ALREADY_ACTIVE];
    type Arguments = (Guid, CardChanges);
    type Output = ActivityCard;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(card), CardChanges { active }): Self::Arguments,
    ) -> Result<Option<ActivityCard>, AppError> {
        let command = SwitchCardCommand { card: CardId::new(card), customer: None, active };
        let switched = self.0.execute_in(unit, &command).await;
        let missing = CardError::OfNobody;
        Ok(Some(switched.map_err(|error| as_the_contract_has_it(error, missing))?.into()))
    }
}

/// Lists the cards of a customer, in use or not, oldest first.
struct FindAll;

#[async_trait]
impl LocalActivity for FindAll {
    const NAME: &'static str = "CustomerCardActivity#findAll";
    const ARGUMENTS: &'static [&'static str] = &["customerGuid"];
    const ERRORS: &'static [ErrorCode] = &[CUSTOMER_NOT_FOUND];
    type Arguments = (Guid,);
    type Output = Vec<ActivityCard>;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer),): (Guid,),
    ) -> Result<Option<Vec<ActivityCard>>, AppError> {
        let cards = ListCards.execute_in(unit, &CustomerId::new(customer)).await?;
        Ok(Some(cards.into_iter().map(Into::into).collect()))
    }
}

/// Finds a card by its guid.
struct Get;

#[async_trait]
impl LocalActivity for Get {
    const NAME: &'static str = "CardInfoActivity#get";
    const ARGUMENTS: &'static [&'static str] = &["guid"];
    const ERRORS: &'static [ErrorCode] = &[code::CARD_INFO_NOT_FOUND];
    type Arguments = (Guid,);
    type Output = ActivityCard;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(card),): (Guid,),
    ) -> Result<Option<ActivityCard>, AppError> {
        let found = FindCard.execute_in(unit, &CardId::new(card)).await;
        let missing = CardError::InfoNotFound;
        Ok(Some(found.map_err(|error| as_the_contract_has_it(error, missing))?.into()))
    }
}
