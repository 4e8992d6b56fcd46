//! What all token addresses answer.

use crate::failure::errors;
use kredo_application::identity::TokenGrant;
use kredo_domain::identity::code;
use serde::Serialize;
use utoipa::ToSchema;

errors! { #[oauth] TokenErrors: 401 => code::CREDENTIALS_INVALID }

/// A token (RFC 6749 section 5.1).
#[derive(Serialize, ToSchema)]
pub(super) struct TokenAnswer {
    /// The token, a JWT signed with Ed25519.
    access_token: String,
    /// `Bearer`.
    token_type: &'static str,
    /// Seconds until it ends.
    expires_in: i64,
}

impl From<TokenGrant> for TokenAnswer {
    fn from(grant: TokenGrant) -> Self {
        let TokenGrant { access_token, expires_in } = grant;
        Self { access_token, token_type: "Bearer", expires_in }
    }
}
