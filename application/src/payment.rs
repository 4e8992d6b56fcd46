//! Moving money.

pub mod ports;

use crate::store::{Aggregate, Owned};
use kredo_domain::{Id, loan::Loan, payment::TransactionOrder};

impl Aggregate for TransactionOrder {
    const NAME: &'static str = "transaction order";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for TransactionOrder {
    type Owner = Loan;
    fn owner(&self) -> Id<Loan> {
        self.record().loan
    }
}
