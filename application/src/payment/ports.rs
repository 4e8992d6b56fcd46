//! What payment asks of the outside.

use crate::outside::{CallKey, OutsideError};
use async_trait::async_trait;
use kredo_domain::Money;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An order to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionOrder {
    /// How much; positive.
    pub amount: Money,
    /// Guid of the partner who gets it; the provider knows the account.
    pub receiver: Uuid,
    /// What for, as the receiver reads it in the statement; without personal data.
    pub purpose: String,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "state")]
pub enum OrderState {
    /// The provider has it and has not decided; ask later.
    Pending {
        /// The provider's name of it.
        reference: String,
    },
    /// The money is on its way or there. Only [`PaymentProvider::undo`] changes that.
    Accepted {
        /// The provider's name of it: the bank reference of the evidence.
        reference: String,
    },
    /// No money moves, now or later.
    Refused {
        /// Why, a stable word of the provider; without personal data.
        reason: String,
    },
    /// It was reversed, or stopped before it was paid: no money moves any more under its key.
    Undone,
}

/// Pays partners.
///
/// Everything is idempotent by the order's key: placing it again never pays again, and answers what
/// became of it; undoing it again changes nothing. After [`OutsideError::Unknown`] from
/// [`place`](Self::place) or [`undo`](Self::undo) money may have moved: [`find`](Self::find) the
/// truth before anything else is done, and place again, under the same key, only when the provider
/// does not know it.
#[async_trait]
pub trait PaymentProvider: Send + Sync {
    /// Places an order under a key of its own. A decision against it is an answer
    /// ([`OrderState::Refused`]), not an error.
    ///
    /// # Errors
    /// [`OutsideError::Refused`] for an order that the provider does not even take: no money moves.
    async fn place(
        &self,
        key: &CallKey,
        order: &TransactionOrder,
    ) -> Result<OrderState, OutsideError>;

    /// What became of the order of that key; `None` when the provider has never seen the key.
    ///
    /// # Errors
    /// [`OutsideError`]; asking moves nothing, so ask again.
    async fn find(&self, key: &CallKey) -> Result<Option<OrderState>, OutsideError>;

    /// Reverses the order of that key. One that was never seen is dead from now on: it cannot be
    /// placed any more. [`OrderState::Undone`] when it is done, [`OrderState::Pending`] while the
    /// provider works on it, [`OrderState::Refused`] when nothing had been paid anyway.
    ///
    /// # Errors
    /// [`OutsideError::Refused`] when the provider does not reverse it: the order stays as it was.
    async fn undo(&self, key: &CallKey) -> Result<OrderState, OutsideError>;
}
