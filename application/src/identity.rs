//! Accounts and tokens.

mod add_account;
mod client_code;
mod client_log_in;
mod log_in;
pub mod ports;

pub use add_account::{AddAccount, AddAccountCommand, AddedAccount};
pub use client_code::{CodeTerms, SendLoginCode};
pub use client_log_in::{LogInClient, LogInClientCommand};
pub use log_in::{LogIn, LogInCommand, LogInPolicy};
pub use ports::{Claims, TokenGrant};
