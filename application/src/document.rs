//! Customers' documents.

mod add_document;

pub use add_document::{AddDocument, AddDocumentCommand};

use crate::store::{Aggregate, Owned};
use kredo_domain::{Id, customer::Customer, document::Document};

impl Aggregate for Document {
    const NAME: &'static str = "document";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for Document {
    type Owner = Customer;
    fn owner(&self) -> Id<Customer> {
        self.state().customer
    }
}
