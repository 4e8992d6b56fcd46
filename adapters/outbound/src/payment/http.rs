//! A payment provider over HTTP.
//!
//! | request | body | does |
//! |---|---|---|
//! | `POST orders` | `{"amount": 8050050, "currency": "RUB", "receiver": "20ff5b24-…", "purpose": "…"}` | places the order, once for its `Idempotency-Key` |
//! | `GET orders?key=…` | | tells what became of it; 404 with `{"code": "KEY_UNKNOWN"}` when the key was never seen |
//! | `POST orders/undo` | `{"key": "…"}` | reverses it, or forbids it when it was never placed; its `Idempotency-Key` is `<key>/undo` |
//!
//! Amounts are in minor units. Each answers the order's state: `{"state": "PENDING", "reference":
//! "…"}`, the same with `ACCEPTED`, `{"state": "REFUSED", "reason": "LIMIT"}` or `{"state":
//! "UNDONE"}`.

use crate::http::{Exchange, HttpSettings, HttpSetupError};
use async_trait::async_trait;
use kredo_application::{
    outside::{CallKey, OutsideError},
    payment::ports::{OrderState, PaymentProvider, TransactionOrder},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Pays through a provider.
#[derive(Debug, Clone)]
pub struct HttpPayment(Exchange);

impl HttpPayment {
    /// The provider at that address.
    ///
    /// # Errors
    /// [`HttpSetupError`] when it cannot be addressed.
    pub fn new(settings: &HttpSettings) -> Result<Self, HttpSetupError> {
        Exchange::new("the payment provider", settings).map(Self)
    }
}

#[derive(Serialize)]
struct Order<'a> {
    amount: i64,
    currency: &'static str,
    receiver: Uuid,
    purpose: &'a str,
}

#[derive(Serialize)]
struct Undo<'a> {
    key: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "state")]
enum State {
    Pending { reference: String },
    Accepted { reference: String },
    Refused { reason: String },
    Undone,
}

impl From<State> for OrderState {
    fn from(state: State) -> Self {
        match state {
            State::Pending { reference } => Self::Pending { reference },
            State::Accepted { reference } => Self::Accepted { reference },
            State::Refused { reason } => Self::Refused { reason },
            State::Undone => Self::Undone,
        }
    }
}

#[async_trait]
impl PaymentProvider for HttpPayment {
    async fn place(
        &self,
        key: &CallKey,
        order: &TransactionOrder,
    ) -> Result<OrderState, OutsideError> {
        if order.amount.minor() <= 0 {
            let reason = "an amount is positive".to_owned();
            return Err(OutsideError::Refused { system: self.0.system(), reason });
        }
        let body = Order {
            amount: order.amount.minor(),
            currency: order.amount.currency().code(),
            receiver: order.receiver,
            purpose: &order.purpose,
        };
        let state: State = self.0.act("orders", key.as_str(), &body).await?;
        Ok(state.into())
    }

    async fn find(&self, key: &CallKey) -> Result<Option<OrderState>, OutsideError> {
        let state: Option<State> = self.0.ask("orders", key).await?;
        Ok(state.map(OrderState::from))
    }

    async fn undo(&self, key: &CallKey) -> Result<OrderState, OutsideError> {
        let undo = Undo { key: key.as_str() };
        let state: State = self.0.act("orders/undo", &format!("{key}/undo"), &undo).await?;
        Ok(state.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::tests::{Reply, Server, key};
    use kredo_domain::Money;
    use serde_json::{Value, json};

    fn order(minor: i64) -> TransactionOrder {
        let (amount, receiver) = (Money::kopecks(minor), Uuid::from_u128(9));
        TransactionOrder { amount, receiver, purpose: "Оплата товара".to_owned() }
    }

    fn states() -> [(Value, OrderState); 4] {
        let (reference, reason) = ("p-1".to_owned(), "LIMIT".to_owned());
        [
            (
                json!({"state": "PENDING", "reference": "p-1"}),
                OrderState::Pending { reference: reference.clone() },
            ),
            (json!({"state": "ACCEPTED", "reference": "p-1"}), OrderState::Accepted { reference }),
            (json!({"state": "REFUSED", "reason": "LIMIT"}), OrderState::Refused { reason }),
            (json!({"state": "UNDONE"}), OrderState::Undone),
        ]
    }

    async fn server_and_provider(reply: Reply) -> (Server, HttpPayment) {
        let server = Server::replying(reply).await;
        let provider = HttpPayment::new(&server.settings()).unwrap();
        (server, provider)
    }

    #[tokio::test]
    async fn an_order_is_placed_as_documented() {
        for (body, state) in states() {
            let (server, provider) = server_and_provider(Reply::json(200, &body)).await;
            assert_eq!(provider.place(&key(), &order(8_050_050)).await.unwrap(), state);
            let seen = server.only_request();
            assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", "/base/orders"));
            assert_eq!(seen.header("idempotency-key"), Some(key().as_str()));
            let receiver = Uuid::from_u128(9);
            let expected = json!({"amount": 8_050_050, "currency": "RUB", "receiver": receiver, "purpose": "Оплата товара"});
            assert_eq!(seen.body, expected);
        }
    }

    #[tokio::test]
    async fn an_order_of_nothing_is_not_even_sent() {
        let (server, provider) = server_and_provider(Reply::json(200, &states()[1].0)).await;
        let refused = provider.place(&key(), &order(0)).await;
        assert!(matches!(refused, Err(OutsideError::Refused { .. })), "{refused:?}");
        assert_eq!(server.requests().len(), 0);
    }

    #[tokio::test]
    async fn the_truth_is_found_by_key() {
        for (body, state) in states() {
            let (server, provider) = server_and_provider(Reply::json(200, &body)).await;
            assert_eq!(provider.find(&key()).await.unwrap(), Some(state));
            let seen = server.only_request();
            let path = format!("/base/orders?key={}", key().as_str().replace('/', "%2F"));
            assert_eq!((seen.method.as_str(), seen.path), ("GET", path));
        }
        let unknown = Reply::json(404, &json!({"code": "KEY_UNKNOWN"}));
        let (_server, provider) = server_and_provider(unknown).await;
        assert_eq!(provider.find(&key()).await.unwrap(), None);
    }

    #[tokio::test]
    async fn undoing_names_the_order_and_has_a_key_of_its_own() {
        for (body, state) in states() {
            let (server, provider) = server_and_provider(Reply::json(200, &body)).await;
            assert_eq!(provider.undo(&key()).await.unwrap(), state);
            let seen = server.only_request();
            assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", "/base/orders/undo"));
            assert_eq!(seen.header("idempotency-key"), Some(&*format!("{}/undo", key())));
            assert_eq!(seen.body, json!({"key": key().as_str()}));
        }
    }

    #[tokio::test]
    async fn an_order_whose_key_is_unknown_cannot_be_undone_by_a_404() {
        let unknown = Reply::json(404, &json!({"code": "KEY_UNKNOWN"}));
        let (_server, provider) = server_and_provider(unknown).await;
        let undone = provider.undo(&key()).await;
        assert!(matches!(undone, Err(OutsideError::Refused { .. })), "{undone:?}");
    }
}
