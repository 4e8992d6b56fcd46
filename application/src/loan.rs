//! Loans.

use crate::store::{Aggregate, Owned};
use kredo_domain::{Id, customer::Customer, loan::Loan};

impl Aggregate for Loan {
    const NAME: &'static str = "loan";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for Loan {
    type Owner = Customer;
    fn owner(&self) -> Id<Customer> {
        self.record().customer
    }
}
