//! From the order to pay to the loan that runs, and the way back.

mod order;
mod record;
mod undo;

pub(super) use order::{AskOrder, OrderPayout, SubmitOrder};
pub(super) use record::{EndCoolingOff, RecordPayout, RefusePayout, StartCharging};
pub(super) use undo::{Undo, UndoPayout};

use crate::{AppError, UnitOfWork, outside::CallKey, payment::ports::OrderState, store::Versioned};
use kredo_domain::payment::{OrderStanding, PaymentError, TransactionOrder, TransactionOrderId};
use uuid::Uuid;

/// The order of that guid.
async fn order(
    unit: &mut dyn UnitOfWork,
    id: Uuid,
) -> Result<Versioned<TransactionOrder>, AppError> {
    let found = unit.transaction_orders().get(TransactionOrderId::new(id)).await?;
    Ok(found.ok_or(PaymentError::NotFound)?)
}

/// The key under which the provider knows an order: for ever the same, whoever calls.
fn key(order: Uuid) -> CallKey {
    CallKey::of(order)
}

/// What the provider's word means to the order.
fn standing(state: OrderState) -> OrderStanding {
    match state {
        OrderState::Pending { .. } => OrderStanding::Placed,
        OrderState::Accepted { reference } => OrderStanding::Accepted { reference },
        OrderState::Refused { reason } => OrderStanding::Refused { reason },
        OrderState::Undone => OrderStanding::Undone,
    }
}
