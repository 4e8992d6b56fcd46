//! An order to pay, and what became of it.

use super::PaymentError;
use crate::{DomainEvent, Money, loan::LoanId, partner::PartnerId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Identifies an order; the key under which the provider knows it.
pub type TransactionOrderId = crate::Id<TransactionOrder>;

/// An order to pay a partner for a loan. A refused one stays refused: a new try is a new order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionOrder {
    record: TransactionOrderRecord,
}

/// Everything an order is, for adapters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionOrderRecord {
    /// Its guid.
    pub id: TransactionOrderId,
    /// For which loan.
    pub loan: LoanId,
    /// Who is paid.
    pub receiver: PartnerId,
    /// How much.
    pub amount: Money,
    /// What for, as the receiver reads it; without personal data.
    pub purpose: String,
    /// What became of it.
    pub standing: OrderStanding,
    /// When it was made, UTC.
    pub created_at: DateTime<Utc>,
}

/// What making an order takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransactionOrder {
    /// Its guid.
    pub id: TransactionOrderId,
    /// For which loan.
    pub loan: LoanId,
    /// Who is paid.
    pub receiver: PartnerId,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub purpose: String,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderStanding {
    /// It is to be placed, or the provider has not decided.
    Placed,
    /// The money is on its way or there.
    Accepted {
        /// The provider's name of it: the bank reference of the evidence.
        reference: String,
    },
    /// No money moves.
    Refused {
        /// The provider's word for why.
        reason: String,
    },
    /// It was reversed, or stopped before it was paid.
    Undone,
}

impl OrderStanding {
    /// Its name, as it is kept and told.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Placed => "PLACED",
            Self::Accepted { .. } => "ACCEPTED",
            Self::Refused { .. } => "REFUSED",
            Self::Undone => "UNDONE",
        }
    }
}

/// A fact about an order: what it is now. Amounts and receivers are not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransactionOrderEvent {
    /// Which one.
    pub order_guid: TransactionOrderId,
    /// For which loan.
    pub loan_guid: LoanId,
    /// The new standing.
    #[serde(skip)]
    pub standing: OrderStanding,
}

impl DomainEvent for TransactionOrderEvent {
    fn name(&self) -> &'static str {
        match self.standing {
            OrderStanding::Placed => "kredo.transaction-order.placed.v1",
            OrderStanding::Accepted { .. } => "kredo.transaction-order.accepted.v1",
            OrderStanding::Refused { .. } => "kredo.transaction-order.refused.v1",
            OrderStanding::Undone => "kredo.transaction-order.undone.v1",
        }
    }
    fn subject(&self) -> String {
        self.order_guid.to_string()
    }
}

impl TransactionOrder {
    /// Makes an order that is to be placed.
    ///
    /// # Errors
    /// [`PaymentError::AmountInvalid`].
    pub fn place(
        new: NewTransactionOrder,
        now: DateTime<Utc>,
    ) -> Result<(Self, Vec<TransactionOrderEvent>), PaymentError> {
        let NewTransactionOrder { id, loan, receiver, amount, purpose } = new;
        if amount.minor() <= 0 {
            return Err(PaymentError::AmountInvalid);
        }
        let standing = OrderStanding::Placed;
        let order = Self::restore(TransactionOrderRecord {
            id,
            loan,
            receiver,
            amount,
            purpose,
            standing,
            created_at: now,
        });
        let events = vec![order.told()];
        Ok((order, events))
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(record: TransactionOrderRecord) -> Self {
        Self { record }
    }
    /// Everything it is.
    #[must_use]
    pub const fn record(&self) -> &TransactionOrderRecord {
        &self.record
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> TransactionOrderId {
        self.record.id
    }

    /// The provider told what became of it; no events when that is known.
    ///
    /// # Errors
    /// [`PaymentError::StateMismatch`] for an order that has come to another end.
    pub fn became(
        &mut self,
        standing: OrderStanding,
    ) -> Result<Vec<TransactionOrderEvent>, PaymentError> {
        let (is, becomes) = (&self.record.standing, &standing);
        let may = match (is, becomes) {
            (same, other) if same == other => return Ok(Vec::new()),
            (OrderStanding::Placed, _)
            | (OrderStanding::Accepted { .. }, OrderStanding::Undone) => true,
            (
                OrderStanding::Accepted { .. }
                | OrderStanding::Refused { .. }
                | OrderStanding::Undone,
                _,
            ) => false,
        };
        if !may {
            let (state, wanted) = (is.name(), becomes.name());
            return Err(PaymentError::StateMismatch { state, wanted });
        }
        self.record.standing = standing;
        Ok(vec![self.told()])
    }

    fn told(&self) -> TransactionOrderEvent {
        let TransactionOrderRecord { id, loan, ref standing, .. } = self.record;
        TransactionOrderEvent { order_guid: id, loan_guid: loan, standing: standing.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;
    use uuid::Uuid;

    fn new(minor: i64) -> NewTransactionOrder {
        NewTransactionOrder {
            id: TransactionOrderId::new(Uuid::from_u128(1)),
            loan: LoanId::new(Uuid::from_u128(2)),
            receiver: PartnerId::new(Uuid::from_u128(3)),
            amount: Money::kopecks(minor),
            purpose: "Оплата товара".to_owned(),
        }
    }

    fn standings() -> [OrderStanding; 4] {
        [
            OrderStanding::Placed,
            OrderStanding::Accepted { reference: "p-1".to_owned() },
            OrderStanding::Refused { reason: "LIMIT".to_owned() },
            OrderStanding::Undone,
        ]
    }

    #[test]
    fn an_order_of_nothing_is_refused() {
        for minor in [0, -1] {
            let refused = TransactionOrder::place(new(minor), DateTime::UNIX_EPOCH);
            assert_eq!(refused.map(|_| ()), Err(PaymentError::AmountInvalid));
        }
    }

    #[test]
    fn an_order_ends_once_and_only_an_accepted_one_is_undone() {
        for from in standings() {
            for to in standings() {
                let (order, events) =
                    TransactionOrder::place(new(1), DateTime::UNIX_EPOCH).unwrap();
                assert_eq!(events[0].name(), "kredo.transaction-order.placed.v1");
                let standing = from.clone();
                let record = TransactionOrderRecord { standing, ..order.record().clone() };
                let mut order = TransactionOrder::restore(record);
                let told = order.became(to.clone());
                let may = match (from.name(), to.name()) {
                    (same, other) if same == other => Some(0),
                    ("PLACED", _) | ("ACCEPTED", "UNDONE") => Some(1),
                    _ => None,
                };
                let code = told.as_ref().err().map(|refusal| refusal.code().name());
                assert_eq!(told.ok().map(|events| events.len()), may, "{from:?} to {to:?}");
                assert_eq!(code, may.is_none().then_some("TRANSACTION_ORDER_STATE_MISMATCH"));
                let now = if may.is_some() { &to } else { &from };
                assert_eq!(&order.record().standing, now);
            }
        }
    }

    #[test]
    fn an_event_tells_guids_and_no_amounts() {
        let (_, events) = TransactionOrder::place(new(5), DateTime::UNIX_EPOCH).unwrap();
        let expected = serde_json::json!({
            "orderGuid": Uuid::from_u128(1),
            "loanGuid": Uuid::from_u128(2),
        });
        assert_eq!(serde_json::to_value(&events[0]).unwrap(), expected);
    }
}
