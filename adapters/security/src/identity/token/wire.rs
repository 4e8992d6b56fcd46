//! The claims as they stand in a token.

use super::TokenSettings;
use chrono::DateTime;
use kredo_application::identity::Claims;
use kredo_domain::identity::Role;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// All of them are required; further ones are ignored, so that a newer server may add some.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WireClaims {
    iss: String,
    aud: String,
    sub: Uuid,
    azp: String,
    roles: Vec<String>,
    iat: i64,
    exp: i64,
    jti: Uuid,
}

impl WireClaims {
    pub(super) fn new(claims: &Claims, settings: &TokenSettings) -> Self {
        Self {
            iss: settings.issuer.clone(),
            aud: settings.audience.clone(),
            sub: claims.subject,
            azp: claims.authorized_party.clone(),
            roles: claims.roles.iter().map(Role::to_string).collect(),
            iat: claims.issued_at.timestamp(),
            exp: claims.expires_at.timestamp(),
            jti: claims.id,
        }
    }

    /// `None` when a role is unknown or a time is beyond the calendar.
    pub(super) fn into_claims(self) -> Option<Claims> {
        let roles: Result<_, _> = self.roles.iter().map(|role| role.parse::<Role>()).collect();
        Some(Claims {
            id: self.jti,
            subject: self.sub,
            authorized_party: self.azp,
            roles: roles.ok()?,
            issued_at: DateTime::from_timestamp(self.iat, 0)?,
            expires_at: DateTime::from_timestamp(self.exp, 0)?,
        })
    }
}
