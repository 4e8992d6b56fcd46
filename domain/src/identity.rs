//! Who may call Kredo: accounts of partners, employees and services, and their roles.

mod account;
mod client;
mod error;
mod role;

pub use account::{Account, AccountEvent, AccountName, NewAccount, SecretHash};
pub use client::ClientLetIn;
pub use error::{IdentityError, code};
pub use role::Role;

use crate::Id;

/// Identifies an account.
pub type AccountId = Id<Account>;
