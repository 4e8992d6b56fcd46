//! Tokens of partners, and of the lender's other systems.

use super::token::{TokenAnswer, TokenErrors};
use crate::{answer::Answer, extract::FormBody, failure::Failure, state::SharedState};
use axum::extract::State;
use kredo_application::identity::LogInCommand;
use kredo_domain::identity::Role;
use serde::Deserialize;
use utoipa::ToSchema;

/// The client credentials grant (RFC 6749 section 4.4).
#[derive(Deserialize, ToSchema)]
pub(super) struct PartnerTokenRequest {
    /// `client_credentials`.
    #[expect(dead_code, reason = "the schema admits one value")]
    grant_type: ClientCredentials,
    /// The partner's name.
    client_id: String,
    /// Its secret.
    client_secret: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ClientCredentials {
    ClientCredentials,
}

pub(super) async fn create(
    State(state): State<SharedState>,
    FormBody(request, _): FormBody<PartnerTokenRequest, TokenErrors>,
) -> Result<Answer<TokenAnswer>, Failure<TokenErrors>> {
    let command = LogInCommand {
        name: request.client_id,
        secret: request.client_secret,
        application: None,
        roles: &[Role::Partner, Role::Service],
    };
    Ok(Answer(state.log_in().execute(command).await?.into()))
}
