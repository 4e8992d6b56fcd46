//! Secrets and tokens of accounts.

mod hasher;
mod secret;
mod token;

pub use hasher::{Argon2Hasher, HasherSettings, SecretHashError};
pub use secret::SystemSecrets;
pub use token::{JwtTokens, TokenSettings};
