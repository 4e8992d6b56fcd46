//! Moving money.

pub mod ports;

use crate::store::Aggregate;
use kredo_domain::{Id, payment::TransactionOrder};

impl Aggregate for TransactionOrder {
    const NAME: &'static str = "transaction order";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}
