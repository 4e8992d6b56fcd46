//! An account: a name, a secret's hash, and roles.

use super::{AccountId, IdentityError, Role};
use crate::DomainEvent;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};

/// A login or client id, as the caller sends it; unique, compared without regard to case.
///
/// A partner's name is also the `azp` of its tokens and names it in addresses and headers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountName(String);

impl AccountName {
    /// Reads a name; capitals become small.
    ///
    /// # Errors
    /// [`IdentityError::NameInvalid`].
    pub fn try_new(text: &str) -> Result<Self, IdentityError> {
        let fits = |c: char| c.is_alphanumeric() || "._@+-".contains(c);
        let name = text.to_lowercase();
        if (1..=100).contains(&name.chars().count()) && name.chars().all(fits) {
            Ok(Self(name))
        } else {
            Err(IdentityError::NameInvalid)
        }
    }
    /// For adapters: a name that a store kept.
    #[must_use]
    pub const fn restore(name: String) -> Self {
        Self(name)
    }
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A password or client secret after hashing, in PHC form (`$argon2id$…`).
#[derive(Clone, PartialEq, Eq)]
pub struct SecretHash(String);

impl SecretHash {
    /// Wraps what a hasher or a store gave.
    #[must_use]
    pub const fn new(phc: String) -> Self {
        Self(phc)
    }
    /// The PHC text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(…)")
    }
}

/// Somebody who can prove who it is with a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    id: AccountId,
    name: AccountName,
    secret: SecretHash,
    roles: BTreeSet<Role>,
    active: bool,
    created_at: DateTime<Utc>,
}

/// What opening an account takes.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Its guid.
    pub id: AccountId,
    /// Its login or client id.
    pub name: AccountName,
    /// Its secret, hashed.
    pub secret: SecretHash,
    /// What it may do.
    pub roles: BTreeSet<Role>,
}

/// What happened to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum AccountEvent {
    /// It was opened.
    Opened {
        /// Which one.
        account: AccountId,
        /// With which roles.
        roles: BTreeSet<Role>,
    },
}

impl DomainEvent for AccountEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "kredo.account.opened.v1",
        }
    }
    fn subject(&self) -> String {
        match self {
            Self::Opened { account, .. } => account.to_string(),
        }
    }
}

impl Account {
    /// Opens an account.
    #[must_use]
    pub fn open(new: NewAccount, now: DateTime<Utc>) -> (Self, Vec<AccountEvent>) {
        let opened = AccountEvent::Opened { account: new.id, roles: new.roles.clone() };
        let account = Self {
            id: new.id,
            name: new.name,
            secret: new.secret,
            roles: new.roles,
            active: true,
            created_at: now,
        };
        (account, vec![opened])
    }

    /// For adapters only: puts together what a store kept, and checks nothing.
    #[must_use]
    pub fn restore(new: NewAccount, active: bool, created_at: DateTime<Utc>) -> Self {
        let NewAccount { id, name, secret, roles } = new;
        Self { id, name, secret, roles, active, created_at }
    }

    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> AccountId {
        self.id
    }
    /// Its login or client id.
    #[must_use]
    pub const fn name(&self) -> &AccountName {
        &self.name
    }
    /// Its hashed secret.
    #[must_use]
    pub const fn secret(&self) -> &SecretHash {
        &self.secret
    }
    /// What it may do.
    #[must_use]
    pub const fn roles(&self) -> &BTreeSet<Role> {
        &self.roles
    }
    /// Whether it may still log in.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.active
    }
    /// When it was opened.
    #[must_use]
    pub const fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
    /// Whether it may act in one of these roles.
    #[must_use]
    pub fn has_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_compared_without_regard_to_case() {
        assert_eq!(AccountName::try_new("Demo@Shop.ru"), AccountName::try_new("demo@shop.ru"));
    }

    #[test]
    fn a_name_that_could_break_an_address_is_refused() {
        let long = "a".repeat(101);
        for text in ["", "a b", "a/b", "a\n", "a%2f", long.as_str()] {
            assert_eq!(AccountName::try_new(text), Err(IdentityError::NameInvalid), "{text:?}");
        }
    }

    #[test]
    fn a_hash_never_shows_in_debug_output() {
        let hash = SecretHash::new("$argon2id$secret".to_owned());
        assert!(!format!("{hash:?}").contains("argon2"), "{hash:?}");
    }
}
