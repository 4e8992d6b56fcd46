//! Reaching clients.

mod mailbox;
pub mod ports;

pub use mailbox::{MailboxMessage, MailboxMessageId, MailboxRecord, MailboxSms};
