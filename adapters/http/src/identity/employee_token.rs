//! Tokens of employees.

use super::token::{TokenAnswer, TokenErrors};
use crate::{answer::Answer, extract::FormBody, failure::Failure, state::SharedState};
use axum::extract::State;
use kredo_application::identity::LogInCommand;
use kredo_domain::identity::Role;
use serde::Deserialize;
use utoipa::ToSchema;

/// The password grant (RFC 6749 section 4.3).
#[derive(Deserialize, ToSchema)]
pub(super) struct EmployeeTokenRequest {
    /// `password`.
    #[expect(dead_code, reason = "the schema admits one value")]
    grant_type: PasswordGrant,
    /// The application that the employee uses; becomes the `azp` of the token.
    client_id: String,
    /// Secret of that application; needed when it has an account of its own.
    client_secret: Option<String>,
    /// The employee's login.
    username: String,
    /// The employee's password.
    password: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum PasswordGrant {
    Password,
}

pub(super) async fn create(
    State(state): State<SharedState>,
    FormBody(request, _): FormBody<EmployeeTokenRequest, TokenErrors>,
) -> Result<Answer<TokenAnswer>, Failure<TokenErrors>> {
    let command = LogInCommand {
        name: request.username,
        secret: request.password,
        application: Some((request.client_id, request.client_secret)),
        roles: &[Role::Employee, Role::Admin],
    };
    Ok(Answer(state.log_in().execute(command).await?.into()))
}
