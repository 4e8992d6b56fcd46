//! The mailbox in memory.

use crate::memory::{MemoryUnit, UniqueKey};
use async_trait::async_trait;
use kredo_application::{
    notification::MailboxMessage,
    outside::CallKey,
    store::{MailboxRepository, StoreError, Versioned},
};
use kredo_domain::Phone;

pub(crate) fn message_keys(message: &MailboxMessage) -> Vec<UniqueKey> {
    vec![("key", message.record().key.to_string())]
}

#[async_trait]
impl MailboxRepository for MemoryUnit {
    async fn by_key(
        &mut self,
        key: &CallKey,
    ) -> Result<Option<Versioned<MailboxMessage>>, StoreError> {
        Ok(self.find(|message: &MailboxMessage| message.record().key == *key).pop())
    }

    async fn to(&mut self, phone: &Phone) -> Result<Vec<MailboxMessage>, StoreError> {
        let found = self.find(|message: &MailboxMessage| message.record().phone == *phone);
        Ok(found.into_iter().map(|message| message.value).collect())
    }
}
