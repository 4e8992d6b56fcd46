//! A gateway for trials: messages are kept in the store instead of being sent.

use super::ports::{MessageId, MessageState, SentMessage, SmsGateway};
use crate::{
    AppError, Recorder, Store, UnitOfWork, UseCase,
    outside::{CallKey, OutsideError},
    run,
    store::{Aggregate, unless_raced},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::{Id, Phone};
use std::{fmt, sync::Arc};

const SYSTEM: &str = "the mailbox";

/// Identifies a kept message.
pub type MailboxMessageId = Id<MailboxMessage>;

/// A message that was kept instead of being sent. It may hold a code, so that a mailbox belongs
/// into trials only.
#[derive(Clone, PartialEq, Eq)]
pub struct MailboxMessage {
    record: MailboxRecord,
}

/// Everything a message is, for adapters.
#[derive(Clone, PartialEq, Eq)]
pub struct MailboxRecord {
    /// Its guid; the message's name at the gateway.
    pub id: MailboxMessageId,
    /// The call that handed it over.
    pub key: CallKey,
    /// To whom.
    pub phone: Phone,
    /// What it says.
    pub text: String,
    /// When it was handed over, UTC.
    pub created_at: DateTime<Utc>,
}

impl fmt::Debug for MailboxMessage {
    /// Without the text, which may hold a code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MailboxRecord { id, key, phone, .. } = &self.record;
        let mut shown = f.debug_struct("MailboxMessage");
        shown.field("id", id).field("key", key).field("phone", &phone.masked());
        shown.finish_non_exhaustive()
    }
}

impl Aggregate for MailboxMessage {
    const NAME: &'static str = "mailbox message";
    fn id(&self) -> MailboxMessageId {
        self.record.id
    }
}

impl MailboxMessage {
    /// Keeps a message, or takes one that a store kept.
    #[must_use]
    pub const fn new(record: MailboxRecord) -> Self {
        Self { record }
    }
    /// Everything it is.
    #[must_use]
    pub const fn record(&self) -> &MailboxRecord {
        &self.record
    }
}

/// Keeps messages in the store; sends none.
#[derive(Clone)]
pub struct MailboxSms {
    store: Arc<dyn Store>,
    recorder: Recorder,
}

impl MailboxSms {
    /// A gateway into that store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, recorder: Recorder) -> Self {
        Self { store, recorder }
    }
}

#[async_trait]
impl SmsGateway for MailboxSms {
    async fn send(
        &self,
        key: &CallKey,
        phone: &Phone,
        text: &str,
    ) -> Result<MessageId, OutsideError> {
        let record = MailboxRecord {
            id: self.recorder.new_id(),
            key: key.clone(),
            phone: phone.clone(),
            text: text.to_owned(),
            created_at: self.recorder.now(),
        };
        let kept = run(&*self.store, &Keep, &MailboxMessage::new(record)).await;
        kept.map(|id| MessageId::new(id.to_string())).map_err(unreachable)
    }

    async fn ask(&self, key: &CallKey) -> Result<Option<SentMessage>, OutsideError> {
        let known = async { self.store.reader().await?.mailbox().by_key(key).await };
        let known = known.await.map_err(|cause| unreachable(cause.into()))?;
        Ok(known.map(|message| SentMessage {
            id: MessageId::new(message.value.id().to_string()),
            state: MessageState::Delivered,
        }))
    }
}

/// Nothing was kept: the store undoes what it cannot finish.
fn unreachable(cause: AppError) -> OutsideError {
    OutsideError::Unavailable { system: SYSTEM, source: Box::new(cause) }
}

struct Keep;

#[async_trait]
impl UseCase for Keep {
    type Command = MailboxMessage;
    type Output = MailboxMessageId;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        message: &MailboxMessage,
    ) -> Result<MailboxMessageId, AppError> {
        if let Some(known) = unit.mailbox().by_key(&message.record.key).await? {
            return Ok(known.value.id());
        }
        // Kept since it was looked for: the next look finds it.
        unless_raced(unit.mailbox().insert(message).await)?;
        Ok(message.id())
    }
}
