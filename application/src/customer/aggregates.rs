//! How the store sees the registry's aggregates.

use crate::store::{Aggregate, Owned};
use kredo_domain::{
    Id,
    customer::{Address, Contact, Customer, Employment},
};

impl Aggregate for Customer {
    const NAME: &'static str = "customer";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Aggregate for Contact {
    const NAME: &'static str = "contact";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for Contact {
    type Owner = Customer;
    fn owner(&self) -> Id<Customer> {
        self.state().customer
    }
}

impl Aggregate for Address {
    const NAME: &'static str = "address";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for Address {
    type Owner = Customer;
    fn owner(&self) -> Id<Customer> {
        self.customer()
    }
}

impl Aggregate for Employment {
    const NAME: &'static str = "employment";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for Employment {
    type Owner = Customer;
    fn owner(&self) -> Id<Customer> {
        self.customer()
    }
}
