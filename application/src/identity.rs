//! Accounts and tokens.

mod add_account;
mod log_in;
pub mod ports;

pub use add_account::{AddAccount, AddAccountCommand, AddedAccount};
pub use log_in::{LogIn, LogInCommand, LogInPolicy};
pub use ports::{Claims, TokenGrant};
