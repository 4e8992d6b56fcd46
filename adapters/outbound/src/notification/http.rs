//! A short-message gateway over HTTP.
//!
//! `POST messages` with `{"phone": "79010000001", "text": "…"}` answers `{"id": "…"}`: the message
//! is taken, once for its `Idempotency-Key`. `GET messages?key=…` answers `{"id": "…", "state":
//! "ACCEPTED"}`, or `DELIVERED`, or `FAILED`; 404 with `{"code": "KEY_UNKNOWN"}` for a key it never
//! saw.

use crate::http::{Exchange, HttpSettings, HttpSetupError};
use async_trait::async_trait;
use kredo_application::{
    notification::ports::{MessageId, MessageState, SentMessage, SmsGateway},
    outside::{CallKey, OutsideError},
};
use kredo_domain::Phone;
use serde::{Deserialize, Serialize};

/// Hands messages to a gateway.
#[derive(Debug, Clone)]
pub struct HttpSms(Exchange);

impl HttpSms {
    /// The gateway at that address.
    ///
    /// # Errors
    /// [`HttpSetupError`] when it cannot be addressed.
    pub fn new(settings: &HttpSettings) -> Result<Self, HttpSetupError> {
        Exchange::new("the message gateway", settings).map(Self)
    }
}

#[derive(Serialize)]
struct Message<'a> {
    phone: &'a str,
    text: &'a str,
}

#[derive(Deserialize)]
struct Taken {
    id: String,
}

#[derive(Deserialize)]
struct Known {
    id: String,
    state: State,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum State {
    Accepted,
    Delivered,
    Failed,
}

impl From<Known> for SentMessage {
    fn from(known: Known) -> Self {
        let state = match known.state {
            State::Accepted => MessageState::Accepted,
            State::Delivered => MessageState::Delivered,
            State::Failed => MessageState::Failed,
        };
        Self { id: MessageId::new(known.id), state }
    }
}

#[async_trait]
impl SmsGateway for HttpSms {
    async fn send(
        &self,
        key: &CallKey,
        phone: &Phone,
        text: &str,
    ) -> Result<MessageId, OutsideError> {
        let message = Message { phone: phone.digits(), text };
        let taken: Taken = self.0.act("messages", key.as_str(), &message).await?;
        Ok(MessageId::new(taken.id))
    }

    async fn ask(&self, key: &CallKey) -> Result<Option<SentMessage>, OutsideError> {
        let known: Option<Known> = self.0.ask("messages", key).await?;
        Ok(known.map(SentMessage::from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::tests::{Reply, Server, key};
    use serde_json::json;

    async fn server_and_gateway(reply: Reply) -> (Server, HttpSms) {
        let server = Server::replying(reply).await;
        let gateway = HttpSms::new(&server.settings()).unwrap();
        (server, gateway)
    }

    #[tokio::test]
    async fn a_message_is_sent_as_documented() {
        let (server, gateway) = server_and_gateway(Reply::json(202, &json!({"id": "m-1"}))).await;
        let phone = Phone::parse("+7 901 000-00-01").unwrap();
        let id = gateway.send(&key(), &phone, "Код 1111").await.unwrap();
        assert_eq!(id.as_str(), "m-1");
        let seen = server.only_request();
        assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", "/base/messages"));
        assert_eq!(seen.header("idempotency-key"), Some(key().as_str()));
        assert_eq!(seen.body, json!({"phone": "79010000001", "text": "Код 1111"}));
    }

    #[tokio::test]
    async fn what_became_of_a_message_is_asked_by_its_key() {
        for (word, state) in [
            ("ACCEPTED", MessageState::Accepted),
            ("DELIVERED", MessageState::Delivered),
            ("FAILED", MessageState::Failed),
        ] {
            let reply = Reply::json(200, &json!({"id": "m-1", "state": word}));
            let (server, gateway) = server_and_gateway(reply).await;
            let id = MessageId::new("m-1".to_owned());
            assert_eq!(gateway.ask(&key()).await.unwrap(), Some(SentMessage { id, state }));
            let seen = server.only_request();
            let path = format!("/base/messages?key={}", key().as_str().replace('/', "%2F"));
            assert_eq!((seen.method.as_str(), seen.path), ("GET", path));
        }
    }

    #[tokio::test]
    async fn a_key_that_was_never_seen_is_told_from_a_wrong_address() {
        let (_server, gateway) =
            server_and_gateway(Reply::json(404, &json!({"code": "KEY_UNKNOWN"}))).await;
        assert_eq!(gateway.ask(&key()).await.unwrap(), None);
        for elsewhere in
            [Reply::json(404, &json!({"code": "NOT_FOUND"})), Reply::text(404, "<html>")]
        {
            let (_server, gateway) = server_and_gateway(elsewhere).await;
            let asked = gateway.ask(&key()).await;
            assert!(matches!(asked, Err(OutsideError::Refused { .. })), "{asked:?}");
        }
    }
}
