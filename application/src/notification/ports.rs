//! What notification asks of the outside.

use crate::outside::{CallKey, OutsideError};
use async_trait::async_trait;
use kredo_domain::Phone;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A message's name at the gateway; part of the evidence that a code was sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(String);

impl MessageId {
    /// For adapters: the gateway's own name.
    #[must_use]
    pub const fn new(id: String) -> Self {
        Self(id)
    }
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MessageState {
    /// The gateway has it and will send it, or has sent it.
    Accepted,
    /// The phone has it.
    Delivered,
    /// It will not arrive.
    Failed,
}

/// A message that the gateway knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMessage {
    /// The gateway's name of it.
    pub id: MessageId,
    /// What became of it.
    pub state: MessageState,
}

/// Sends short messages.
///
/// Idempotent by key: a message whose key the gateway has seen is not sent again, and answers the
/// id that it got first. After [`OutsideError::Unknown`] from [`send`](Self::send) the message may
/// be on its way: [`ask`](Self::ask), and send again, under the same key, only when the gateway does
/// not know it.
#[async_trait]
pub trait SmsGateway: Send + Sync {
    /// Hands a message over.
    ///
    /// # Errors
    /// [`OutsideError::Refused`] for a phone or text that the gateway does not take; the others as
    /// they say.
    async fn send(
        &self,
        key: &CallKey,
        phone: &Phone,
        text: &str,
    ) -> Result<MessageId, OutsideError>;

    /// What became of the message of that key; `None` when the gateway has never seen the key.
    ///
    /// # Errors
    /// [`OutsideError`]; asking sends nothing, so ask again.
    async fn ask(&self, key: &CallKey) -> Result<Option<SentMessage>, OutsideError>;
}
