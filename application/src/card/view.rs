//! Cards as they are answered.

use chrono::{DateTime, Utc};
use kredo_domain::card::Card;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a card says, as far as a lender may know it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CardView {
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

impl From<&Card> for CardView {
    fn from(card: &Card) -> Self {
        let (state, facts) = (card.state(), card.state().facts.clone());
        Self {
            guid: state.id.guid(),
            name_on_card: facts.name_on_card.map(Into::into),
            bin: facts.bin.map(Into::into),
            last_four_digits: facts.last_four.map(Into::into),
            r#type: facts.payment_system.map(Into::into),
            bank_name: facts.bank.map(Into::into),
            expiration_month: facts.expiration_month.map(Into::into),
            expiration_year: facts.expiration_year.map(Into::into),
            created_at: state.created_at,
            updated_at: state.updated_at,
        }
    }
}
