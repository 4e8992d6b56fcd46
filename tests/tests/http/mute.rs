//! A gateway that takes no message at all.

use async_trait::async_trait;
use kredo_application::{
    notification::ports::{MessageId, SentMessage, SmsGateway},
    outside::{CallKey, OutsideError},
};
use kredo_domain::Phone;

pub(crate) struct Mute;

#[async_trait]
impl SmsGateway for Mute {
    async fn send(&self, _: &CallKey, _: &Phone, _: &str) -> Result<MessageId, OutsideError> {
        let reason = "this phone gets no messages".to_owned();
        Err(OutsideError::Refused { system: "the gateway", reason })
    }
    async fn ask(&self, _: &CallKey) -> Result<Option<SentMessage>, OutsideError> {
        Ok(None)
    }
}
