//! Cards as they are answered.

use kredo_application::card::CardView;
use kredo_domain::card::Card;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A card that a customer has.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddedCardView {
    #[serde(flatten)]
    card: CardView,
    /// Whose it is.
    customer_guid: Uuid,
}

impl From<Card> for AddedCardView {
    fn from(card: Card) -> Self {
        Self { card: (&card).into(), customer_guid: card.state().customer.guid() }
    }
}

/// A card of a customer, as the staff sees it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CustomerCardView {
    #[serde(flatten)]
    card: CardView,
    /// Whether it is in use.
    is_active: bool,
    /// Whether it was taken over from an earlier system.
    is_migrated: bool,
}

impl From<Card> for CustomerCardView {
    fn from(card: Card) -> Self {
        let state = card.state();
        Self { card: (&card).into(), is_active: state.active, is_migrated: state.migrated }
    }
}
