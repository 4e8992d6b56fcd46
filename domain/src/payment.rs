//! Moving money: orders to payment providers.

mod error;
mod order;

pub use error::{PaymentError, code};
pub use order::{
    NewTransactionOrder, OrderStanding, TransactionOrder, TransactionOrderEvent,
    TransactionOrderId, TransactionOrderRecord,
};
