//! What other systems call a card.

use super::Guid;
use crate::{
    answer::{Answer, CreatedSilently},
    caller::{Caller, Staff},
    extract::{GuidPath, JsonBody},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use chrono::{DateTime, Utc};
use kredo_application::{
    card::{FindCard, LinkIntegration, LinkIntegrationCommand},
    read, run,
};
use kredo_domain::card::{Card, CardId, ExternalCardId, IntegrationCode, code};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

errors! { CreateErrors: 409 => code::CARD_NOT_FOUND }
errors! { ListErrors: 409 => code::CARD_NOT_FOUND }

/// What another system calls a card; takes the place of what it called it before.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateCardIntegration {
    /// Which system, in the words of those who link the two; kept as it is written.
    #[schema(min_length = 1, max_length = 255)]
    integration_code: String,
    /// The card's name there; never its number.
    #[schema(min_length = 1, max_length = 1000)]
    external_card_unique_id: String,
}

/// What another system calls a card.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CardIntegrationView {
    /// Which system.
    integration_code: String,
    /// The card's name there.
    external_card_unique_id: String,
    /// Whether it is in use: while the card is.
    active: bool,
    /// When the card was first linked to that system.
    created_at: DateTime<Utc>,
    /// When its name there was last told or replaced.
    updated_at: DateTime<Utc>,
}

/// What other systems call a card.
#[derive(Serialize, ToSchema)]
pub(super) struct CardIntegrationsView {
    /// One of each system, those linked first first.
    integrations: Vec<CardIntegrationView>,
}

impl From<Card> for CardIntegrationsView {
    fn from(card: Card) -> Self {
        let state = card.state();
        let integrations = state.integrations.iter().map(|integration| CardIntegrationView {
            integration_code: integration.code.as_str().to_owned(),
            external_card_unique_id: integration.external_id.as_str().to_owned(),
            active: state.active,
            created_at: integration.created_at,
            updated_at: integration.updated_at,
        });
        Self { integrations: integrations.collect() }
    }
}

pub(super) async fn create(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(card, _): GuidPath<Guid>,
    JsonBody(request): JsonBody<CreateCardIntegration>,
) -> Result<CreatedSilently, Failure<CreateErrors>> {
    let command = LinkIntegrationCommand {
        card: CardId::new(card),
        code: IntegrationCode::new(request.integration_code),
        external_id: ExternalCardId::new(request.external_card_unique_id),
    };
    run(state.store(), &LinkIntegration::new(state.recorder()), &command).await?;
    Ok(CreatedSilently)
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(card, _): GuidPath<Guid>,
) -> Result<Answer<CardIntegrationsView>, Failure<ListErrors>> {
    let card = read(state.store(), &FindCard, &CardId::new(card)).await?;
    Ok(Answer(card.into()))
}
