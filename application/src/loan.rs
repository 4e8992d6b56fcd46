//! Loans.

use crate::store::Aggregate;
use kredo_domain::{Id, loan::Loan};

impl Aggregate for Loan {
    const NAME: &'static str = "loan";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}
