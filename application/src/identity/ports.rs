//! What the identity use cases ask of the outside.

use crate::AppError;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::identity::{IdentityError, Role, SecretHash};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Hashes passwords and client secrets. Slow on purpose, and bounded in memory.
#[async_trait]
pub trait SecretHasher: Send + Sync {
    /// Hashes a secret with a fresh salt.
    ///
    /// # Errors
    /// [`AppError::Internal`] when hashing fails.
    async fn hash(&self, secret: &str) -> Result<SecretHash, AppError>;

    /// Whether the secret is the hashed one. `None` does the same work against nothing and says no,
    /// so that an unknown name takes as long as a wrong secret.
    ///
    /// # Errors
    /// [`AppError::Internal`] when hashing fails.
    async fn verify(&self, secret: &str, hash: Option<&SecretHash>) -> Result<bool, AppError>;
}

/// Draws secrets for new accounts.
pub trait SecretSource: Send + Sync {
    /// A fresh secret of at least 128 bits, in characters that need no quoting.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the system gives no randomness.
    fn secret(&self) -> Result<String, AppError>;
}

/// What a token says about its bearer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The token's own guid.
    pub id: Uuid,
    /// Guid of the account or customer.
    pub subject: Uuid,
    /// Client id of the application that asked for it; for partners, the partner's name.
    pub authorized_party: String,
    /// What the bearer may do.
    pub roles: BTreeSet<Role>,
    /// When it was issued, UTC, whole seconds.
    pub issued_at: DateTime<Utc>,
    /// When it ends, UTC, whole seconds.
    pub expires_at: DateTime<Utc>,
}

/// A token with what its receiver should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenGrant {
    /// The signed token.
    pub access_token: String,
    /// Seconds until it ends.
    pub expires_in: i64,
}

/// Signs tokens.
pub trait TokenIssuer: Send + Sync {
    /// Signs the claims as a JWT.
    ///
    /// # Errors
    /// [`AppError::Internal`] when signing fails.
    fn issue(&self, claims: &Claims) -> Result<String, AppError>;
}

/// Checks tokens.
pub trait TokenVerifier: Send + Sync {
    /// The claims of a token that is ours, for us, and not expired at `now`.
    ///
    /// # Errors
    /// [`IdentityError::TokenInvalid`], whatever is wrong.
    fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, IdentityError>;

    /// The public keys, as a JSON Web Key Set (RFC 7517).
    fn key_set(&self) -> Value;
}
