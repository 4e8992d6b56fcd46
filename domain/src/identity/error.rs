//! What the identity context refuses.

use super::Role;
use crate::{Coded, ErrorCode};

/// Codes of this context.
pub mod code {
    crate::error_codes! {
        ACCOUNT_NAME_INVALID: Invalid = "An account's name has 1 to 100 letters, digits and `._@+-`, and no spaces.";
        ACCOUNT_ALREADY_EXISTS: Conflict = "Another account has this login or client id.";
        CREDENTIALS_INVALID: Unauthenticated = "The login or client id is unknown, its secret is wrong, or the account is closed.";
        TOKEN_MISSING: Unauthenticated = "The request needs an `Authorization: Bearer` token.";
        TOKEN_INVALID: Unauthenticated = "The token is malformed, expired, or was not issued for this server.";
        ROLE_MISSING: Forbidden = "The token's roles do not allow this operation.";
    }
}

/// Why a caller is not let in, or an account cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// The name has a form that no account can have.
    #[error("an account's name has 1 to 100 letters, digits and ._@+- and no spaces")]
    NameInvalid,
    /// The name is taken.
    #[error("an account with this name exists")]
    AccountAlreadyExists,
    /// Unknown, wrong or closed: which of them is not told.
    #[error("the login or its secret is wrong")]
    CredentialsInvalid,
    /// No token was sent.
    #[error("send an Authorization header with a bearer token")]
    TokenMissing,
    /// The token does not hold.
    #[error("the token is malformed, expired, or not ours")]
    TokenInvalid,
    /// The token holds, its roles do not suffice.
    #[error("this needs one of the roles {}", .0.iter().map(|r| r.name()).collect::<Vec<_>>().join(", "))]
    RoleMissing(Vec<Role>),
}

impl Coded for IdentityError {
    fn code(&self) -> ErrorCode {
        match self {
            Self::NameInvalid => code::ACCOUNT_NAME_INVALID,
            Self::AccountAlreadyExists => code::ACCOUNT_ALREADY_EXISTS,
            Self::CredentialsInvalid => code::CREDENTIALS_INVALID,
            Self::TokenMissing => code::TOKEN_MISSING,
            Self::TokenInvalid => code::TOKEN_INVALID,
            Self::RoleMissing(_) => code::ROLE_MISSING,
        }
    }
}
