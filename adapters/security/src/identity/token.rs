//! Access tokens: JSON Web Tokens signed with Ed25519.

mod wire;

use crate::{jose, key::KeyRing};
use chrono::{DateTime, Utc};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode,
};
use kredo_application::{
    AppError, Sha256Sum,
    identity::{
        Claims,
        ports::{TokenIssuer, TokenVerifier},
    },
};
use kredo_domain::identity::IdentityError;
use quick_cache::sync::Cache;
use serde_json::{Value, json};
use std::collections::HashMap;
use wire::WireClaims;

/// A longer token is refused unread. Ours have about 500 bytes.
const LONGEST_TOKEN: usize = 8 * 1024;

/// How many tokens are remembered; those asked for least go first.
const REMEMBERED: usize = 4096;

/// Who issues tokens, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenSettings {
    /// The `iss` claim: this installation's name, usually its address.
    pub issuer: String,
    /// The `aud` claim: the service that accepts the tokens.
    pub audience: String,
}

/// Issues tokens with the newest key of a ring and accepts those of all its keys.
pub struct JwtTokens {
    settings: TokenSettings,
    header: Header,
    signing: EncodingKey,
    verifying: HashMap<String, DecodingKey>,
    validation: Validation,
    key_set: Value,
    /// What tokens say whose signature was checked, by the token's hash. Keys and settings are the
    /// same for ever; only the time passes, and is asked again each time.
    read: Cache<Sha256Sum, Claims>,
}

impl JwtTokens {
    /// Takes the keys.
    ///
    /// Gives the `jsonwebtoken` crate, for the whole process, a provider that knows `EdDSA` alone,
    /// unless one is installed. A program that uses other algorithms of that crate installs its own
    /// first.
    #[must_use]
    pub fn new(keys: &KeyRing, settings: TokenSettings) -> Self {
        jose::install();
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(keys.signing_public().id().to_owned());
        let verifying = keys
            .public_keys()
            .iter()
            .map(|key| (key.id().to_owned(), DecodingKey::from_ed_der(key.bytes())))
            .collect();
        let key_set: Vec<_> = keys.public_keys().iter().map(|key| key.jwk().clone()).collect();
        Self {
            header,
            signing: EncodingKey::from_ed_der(keys.signing_der()),
            verifying,
            validation: validation(&settings),
            key_set: json!({ "keys": key_set }),
            read: Cache::new(REMEMBERED),
            settings,
        }
    }

    /// Reads a token, or remembers it: checking a signature costs more than the request behind it.
    fn read(&self, token: &str) -> Option<Claims> {
        if token.len() > LONGEST_TOKEN {
            return None;
        }
        let known = Sha256Sum::of(token.as_bytes());
        if let Some(claims) = self.read.get(&known) {
            return Some(claims);
        }
        let claims = self.check(token)?;
        self.read.insert(known, claims.clone());
        Some(claims)
    }

    fn check(&self, token: &str) -> Option<Claims> {
        let header = decode_header(token).ok()?;
        // RFC 7515 section 4.1.11: what must be understood and is not, invalidates the token.
        if header.crit.is_some() {
            return None;
        }
        let key = self.verifying.get(&header.kid?)?;
        let token = decode::<WireClaims>(token, key, &self.validation).ok()?;
        token.claims.into_claims()
    }
}

fn validation(settings: &TokenSettings) -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[&settings.issuer]);
    validation.set_audience(&[&settings.audience]);
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    // The crate would look at the wall clock; expiry is judged against the caller's `now`.
    validation.validate_exp = false;
    validation
}

impl TokenIssuer for JwtTokens {
    fn issue(&self, claims: &Claims) -> Result<String, AppError> {
        encode(&self.header, &WireClaims::new(claims, &self.settings), &self.signing)
            .map_err(|error| AppError::internal("signing a token", error))
    }
}

impl TokenVerifier for JwtTokens {
    fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, IdentityError> {
        self.read(token).filter(|claims| now < claims.expires_at).ok_or(IdentityError::TokenInvalid)
    }

    fn key_set(&self) -> Value {
        self.key_set.clone()
    }
}

#[cfg(test)]
mod tests;
