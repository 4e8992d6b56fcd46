//! A gateway that keeps messages to itself.

use async_trait::async_trait;
use kredo_application::{
    notification::ports::{MessageId, MessageState, SentMessage, SmsGateway},
    outside::{CallKey, OutsideError},
};
use kredo_domain::Phone;
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// A message that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMessage {
    /// The call that handed it over.
    pub key: CallKey,
    /// Its id.
    pub id: MessageId,
    /// To whom.
    pub phone: Phone,
    /// What it says.
    pub text: String,
}

/// Keeps the last messages in memory, for trials and tests; sends none.
#[derive(Debug)]
pub struct MemorySms {
    most: usize,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    count: u64,
    messages: VecDeque<KeptMessage>,
}

impl Default for MemorySms {
    /// Keeps ten thousand.
    fn default() -> Self {
        Self::new(10_000)
    }
}

impl MemorySms {
    /// Keeps so many; of older ones the keys are forgotten too.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most, kept: Mutex::default() }
    }
    /// What it has kept, the oldest first.
    #[must_use]
    pub fn messages(&self) -> Vec<KeptMessage> {
        self.kept().messages.iter().cloned().collect()
    }
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn of(&self, key: &CallKey) -> Option<&KeptMessage> {
        self.messages.iter().rev().find(|message| message.key == *key)
    }
}

#[async_trait]
impl SmsGateway for MemorySms {
    async fn send(
        &self,
        key: &CallKey,
        phone: &Phone,
        text: &str,
    ) -> Result<MessageId, OutsideError> {
        let mut kept = self.kept();
        if let Some(known) = kept.of(key) {
            return Ok(known.id.clone());
        }
        kept.count += 1;
        let id = MessageId::new(format!("memory-{}", kept.count));
        let (phone, text) = (phone.clone(), text.to_owned());
        kept.messages.push_back(KeptMessage { key: key.clone(), id: id.clone(), phone, text });
        if kept.messages.len() > self.most {
            kept.messages.pop_front();
        }
        Ok(id)
    }

    async fn ask(&self, key: &CallKey) -> Result<Option<SentMessage>, OutsideError> {
        let kept = self.kept();
        let sent = |known: &KeptMessage| SentMessage {
            id: known.id.clone(),
            state: MessageState::Delivered,
        };
        Ok(kept.of(key).map(sent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn key(step: i64) -> CallKey {
        CallKey::of_step(Uuid::nil(), step)
    }

    fn phone() -> Phone {
        Phone::parse("79010000001").unwrap()
    }

    #[tokio::test]
    async fn a_message_is_kept_once_whatever_is_sent_again_under_its_key() {
        let gateway = MemorySms::default();
        let id = gateway.send(&key(1), &phone(), "Код 1111").await.unwrap();
        assert_eq!(gateway.send(&key(1), &phone(), "Код 2222").await.unwrap(), id);
        assert_ne!(gateway.send(&key(2), &phone(), "Код 3333").await.unwrap(), id);
        let texts: Vec<_> = gateway.messages().into_iter().map(|kept| kept.text).collect();
        assert_eq!(texts, ["Код 1111", "Код 3333"]);
        assert_eq!(gateway.messages()[0].phone, phone());
    }

    #[tokio::test]
    async fn only_what_was_sent_is_known() {
        let gateway = MemorySms::default();
        assert_eq!(gateway.ask(&key(1)).await.unwrap(), None);
        let id = gateway.send(&key(1), &phone(), "a").await.unwrap();
        let delivered = SentMessage { id, state: MessageState::Delivered };
        assert_eq!(gateway.ask(&key(1)).await.unwrap(), Some(delivered));
        assert_eq!(gateway.ask(&key(2)).await.unwrap(), None);
    }

    #[tokio::test]
    async fn the_oldest_messages_make_room() {
        let gateway = MemorySms::new(2);
        let mut ids = Vec::new();
        for step in 1..=3 {
            ids.push(gateway.send(&key(step), &phone(), "a").await.unwrap());
        }
        let kept: Vec<_> = gateway.messages().into_iter().map(|kept| kept.id).collect();
        assert_eq!(kept, ids[1..]);
    }
}
