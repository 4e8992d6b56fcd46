//! Tokens of clients.

use super::{
    client::{DeviceId, phone},
    employee_token::PasswordGrant,
    token::TokenAnswer,
};
use crate::{
    answer::Answer,
    extract::{FormBody, GuidHeader},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::identity::LogInClientCommand;
use kredo_domain::{identity::code, otp::code as otp};
use serde::Deserialize;
use utoipa::ToSchema;

errors! { #[oauth] ClientTokenErrors:
    400 => otp::OTP_INVALID,
    401 => code::CREDENTIALS_INVALID,
    409 => otp::OTP_EXPIRED,
    409 => otp::OTP_ATTEMPTS_EXCEEDED,
    409 => otp::OTP_ALREADY_USED,
}

/// The password grant (RFC 6749 section 4.3) with a phone for the name and a code for the password.
#[derive(Deserialize, ToSchema)]
pub(super) struct ClientTokenRequest {
    /// `password`.
    #[expect(dead_code, reason = "the schema admits one value")]
    grant_type: PasswordGrant,
    /// The application that the client uses; becomes the `azp` of the token.
    client_id: String,
    /// Secret of that application; needed when it has an account of its own.
    client_secret: Option<String>,
    /// The client's phone: `79010000001`, `+7 (901) 000-00-01`.
    #[schema(min_length = 1, max_length = 32)]
    phone_number: String,
    /// The code from the message.
    #[schema(min_length = 1, max_length = 100)]
    code: String,
}

pub(super) async fn create(
    State(state): State<SharedState>,
    GuidHeader(device, _): GuidHeader<DeviceId, ClientTokenErrors>,
    FormBody(request, _): FormBody<ClientTokenRequest, ClientTokenErrors>,
) -> Result<Answer<TokenAnswer>, Failure<ClientTokenErrors>> {
    let command = LogInClientCommand {
        phone: phone(&request.phone_number)?,
        code: request.code,
        application: (request.client_id, request.client_secret),
        device,
    };
    Ok(Answer(state.log_in_client().execute(command).await?.into()))
}
