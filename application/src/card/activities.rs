//! `CardActivity`, `CardInfoActivity`, `CustomerCardActivity`.

use super::{FindCard, ListCards, SwitchCard, SwitchCardCommand};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{ActivityTable, Guid, LocalActivity},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::{
    ErrorCode,
    card::{Card, CardError, CardId, code},
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Adds the activities of cards to the table.
#[must_use]
pub fn card_activities(table: ActivityTable, recorder: &Recorder) -> ActivityTable {
    table.with(Patch(SwitchCard::new(recorder.clone()))).with(FindAll).with(Get)
}

/// A card of a customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivityCard {
    /// Its guid.
    guid: Uuid,
    /// The name on it.
    name_on_card: Option<String>,
    /// The first digits of its number, eight at most.
    bin: Option<String>,
    /// The last four digits of its number.
    last_four_digits: Option<String>,
    /// Its payment system: `MASTERCARD`, `MIR`, or another word.
    r#type: Option<String>,
    /// Whether it is in use.
    active: bool,
    /// The bank that issued it.
    bank_name: Option<String>,
    /// The month that it expires with.
    expiration_month: Option<String>,
    /// The year of that month.
    expiration_year: Option<String>,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was added or last put into use or out of it.
    updated_at: DateTime<Utc>,
}

impl From<Card> for ActivityCard {
    fn from(card: Card) -> Self {
        let (state, facts) = (card.state(), card.state().facts.clone());
        Self {
            guid: state.id.guid(),
            name_on_card: facts.name_on_card.map(Into::into),
            bin: facts.bin.map(Into::into),
            last_four_digits: facts.last_four.map(Into::into),
            r#type: facts.payment_system.map(Into::into),
            active: state.active,
            bank_name: facts.bank.map(Into::into),
            expiration_month: facts.expiration_month.map(Into::into),
            expiration_year: facts.expiration_year.map(Into::into),
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
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
