//! Consents of customers.

mod record_consents;

pub use record_consents::{RecordConsents, RecordConsentsCommand};

use crate::store::{Aggregate, Owned};
use kredo_domain::{Id, consent::Consent, customer::Customer};

impl Aggregate for Consent {
    const NAME: &'static str = "consent";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for Consent {
    type Owner = Customer;
    fn owner(&self) -> Id<Customer> {
        self.state().customer
    }
}
