//! How the store sees documents.

use crate::store::{Aggregate, Owned};
use kredo_domain::{
    Id,
    customer::Customer,
    document::{Document, DocumentFile, DocumentInfo},
};

macro_rules! of_a_customer {
    ($($aggregate:ty: $name:literal;)+) => { $(
        impl Aggregate for $aggregate {
            const NAME: &'static str = $name;
            fn id(&self) -> Id<Self> {
                self.id()
            }
        }

        impl Owned for $aggregate {
            type Owner = Customer;
            fn owner(&self) -> Id<Customer> {
                self.state().customer
            }
        }
    )+ };
}

of_a_customer! {
    Document: "document";
    DocumentInfo: "document info";
    DocumentFile: "document file";
}
