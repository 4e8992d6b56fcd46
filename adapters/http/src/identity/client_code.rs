//! The code that lets a client in.

use super::client::{DeviceId, phone};
use crate::{
    answer::Answer,
    extract::{FormBody, GuidHeader},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{code, identity::CodeTerms};
use kredo_domain::otp::code as otp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

errors! { ClientCodeErrors:
    409 => otp::OTP_LIMIT_EXCEEDED,
    409 => code::OUTSIDE_REFUSED,
    503 => code::OUTSIDE_UNAVAILABLE,
}

/// Who wants a code.
#[derive(Deserialize, ToSchema)]
pub(super) struct ClientCodeRequest {
    /// The client's phone: `79010000001`, `+7 (901) 000-00-01`.
    #[schema(min_length = 1, max_length = 32)]
    phone_number: String,
}

/// The same for every phone.
#[derive(Serialize, ToSchema)]
pub(super) struct ClientCodeAnswer {
    /// Seconds that a code holds from its sending.
    expires_in: u32,
    /// Seconds from the sending of a code until a further one may be asked for; earlier wishes
    /// send nothing.
    resend_after: u32,
}

impl From<CodeTerms> for ClientCodeAnswer {
    fn from(terms: CodeTerms) -> Self {
        Self { expires_in: terms.expires_in, resend_after: terms.resend_after }
    }
}

pub(super) async fn send(
    State(state): State<SharedState>,
    _: GuidHeader<DeviceId, ClientCodeErrors>,
    FormBody(request, _): FormBody<ClientCodeRequest, ClientCodeErrors>,
) -> Result<Answer<ClientCodeAnswer>, Failure<ClientCodeErrors>> {
    let phone = phone(&request.phone_number)?;
    Ok(Answer(state.send_login_code().execute(&phone).await?.into()))
}
