//! The provider's books.

use super::{Behaviour, Operation, SYSTEM};
use kredo_application::{
    outside::{CallKey, OutsideError},
    payment::ports::{OrderState, TransactionOrder},
};
use kredo_domain::Money;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A call that the provider saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCall {
    /// Which.
    pub operation: Operation,
    /// Of which order.
    pub key: CallKey,
    /// The order's amount, where it is known.
    pub amount: Option<Money>,
}

/// Which way money went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the receiver.
    Paid,
    /// And back.
    Returned,
}

/// A movement of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Under which order.
    pub key: CallKey,
    /// Which way.
    pub direction: Direction,
    /// How much.
    pub amount: Money,
    /// Guid of the partner.
    pub receiver: Uuid,
}

/// What a provider reports of its own accord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Of which order.
    pub key: CallKey,
    /// What became of it.
    pub state: OrderState,
}

/// How an order ends, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Effect {
    refusal: Option<String>,
    finds: u32,
    notices: usize,
}

impl Effect {
    pub(super) fn of(behaviour: &Behaviour) -> Self {
        let usual = Self { refusal: None, finds: 0, notices: 1 };
        match behaviour {
            Behaviour::Refuse { reason } => Self { refusal: Some(reason.clone()), ..usual },
            Behaviour::AnswerLate { finds } => Self { finds: *finds, ..usual },
            Behaviour::AnswerTwice => Self { notices: 2, ..usual },
            Behaviour::Accept
            | Behaviour::Unavailable
            | Behaviour::TimeOut { .. }
            | Behaviour::Nonsense { .. } => usual,
        }
    }
}

/// An order in the books; one that was undone before it was placed has no terms.
#[derive(Debug, Clone)]
struct Entry {
    order: Option<TransactionOrder>,
    reference: String,
    state: OrderState,
    /// What it becomes, and after how many questions.
    coming: Option<(OrderState, u32)>,
}

#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) calls: Vec<SeenCall>,
    pub(super) transfers: Vec<Transfer>,
    pub(super) notices: Vec<Notice>,
    orders: BTreeMap<CallKey, Entry>,
}

impl Ledger {
    /// Remembers the call; its number among those of its kind.
    pub(super) fn note(
        &mut self,
        operation: Operation,
        key: &CallKey,
        amount: Option<Money>,
    ) -> u64 {
        self.calls.push(SeenCall { operation, key: key.clone(), amount });
        let of_kind = self.calls.iter().filter(|call| call.operation == operation);
        u64::try_from(of_kind.count()).unwrap_or(u64::MAX)
    }
    pub(super) fn amount_of(&self, key: &CallKey) -> Option<Money> {
        self.orders.get(key).and_then(|entry| entry.order.as_ref()).map(|order| order.amount)
    }

    pub(super) fn place(
        &mut self,
        key: &CallKey,
        order: &TransactionOrder,
        effect: Effect,
    ) -> Result<OrderState, OutsideError> {
        if let Some(known) = self.orders.get(key) {
            return match &known.order {
                Some(first) if first != order => Err(refused("another order has this key")),
                Some(_) | None => Ok(known.state.clone()),
            };
        }
        if order.amount.minor() <= 0 {
            return Err(refused("an amount is positive"));
        }
        let reference = format!("sandbox-{}", self.orders.len() + 1);
        let end = match effect.refusal {
            Some(reason) => OrderState::Refused { reason },
            None => OrderState::Accepted { reference: reference.clone() },
        };
        let state = OrderState::Pending { reference: reference.clone() };
        let order = Some(order.clone());
        self.orders.insert(key.clone(), Entry { order, reference, state, coming: None });
        Ok(self.end(key, end, effect.finds, effect.notices))
    }

    pub(super) fn find(&mut self, key: &CallKey) -> Option<OrderState> {
        let entry = self.orders.get_mut(key)?;
        match entry.coming.take() {
            None => Some(entry.state.clone()),
            Some((end, 0 | 1)) => Some(self.settle(key, end, 1)),
            Some((end, finds)) => {
                entry.coming = Some((end, finds - 1));
                Some(entry.state.clone())
            }
        }
    }

    pub(super) fn undo(
        &mut self,
        key: &CallKey,
        effect: Effect,
    ) -> Result<OrderState, OutsideError> {
        let Some(known) = self.orders.get(key) else {
            let (reference, state) = (String::new(), OrderState::Undone);
            let entry = Entry { order: None, reference, state, coming: None };
            self.orders.insert(key.clone(), entry);
            return Ok(OrderState::Undone);
        };
        match &known.state {
            OrderState::Undone | OrderState::Refused { .. } => Ok(known.state.clone()),
            OrderState::Pending { .. } | OrderState::Accepted { .. } => match effect.refusal {
                Some(reason) => Err(refused(&reason)),
                None => Ok(self.end(key, OrderState::Undone, effect.finds, effect.notices)),
            },
        }
    }

    /// Ends an order at once, or after so many questions.
    fn end(&mut self, key: &CallKey, end: OrderState, finds: u32, notices: usize) -> OrderState {
        if finds == 0 {
            return self.settle(key, end, notices);
        }
        let Some(entry) = self.orders.get_mut(key) else { return end };
        entry.coming = Some((end, finds));
        OrderState::Pending { reference: entry.reference.clone() }
    }

    fn settle(&mut self, key: &CallKey, end: OrderState, notices: usize) -> OrderState {
        let Some(entry) = self.orders.get_mut(key) else { return end };
        let was_paid = matches!(entry.state, OrderState::Accepted { .. });
        let is_paid = matches!(end, OrderState::Accepted { .. });
        entry.state = end.clone();
        entry.coming = None;
        let direction = match (was_paid, is_paid) {
            (false, true) => Some(Direction::Paid),
            (true, false) => Some(Direction::Returned),
            (false, false) | (true, true) => None,
        };
        if let (Some(direction), Some(order)) = (direction, &entry.order) {
            let (amount, receiver) = (order.amount, order.receiver);
            self.transfers.push(Transfer { key: key.clone(), direction, amount, receiver });
        }
        let notice = Notice { key: key.clone(), state: end.clone() };
        self.notices.extend(std::iter::repeat_n(notice, notices));
        end
    }
}

fn refused(reason: &str) -> OutsideError {
    OutsideError::Refused { system: SYSTEM, reason: reason.to_owned() }
}
