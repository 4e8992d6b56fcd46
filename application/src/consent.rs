//! Consents of customers.

mod list_consents;
mod record_consents;
mod view;
mod withdraw_consent;

pub use list_consents::{KnownConsent, ListConsents};
pub use record_consents::{RecordConsents, RecordConsentsCommand};
pub use view::ConsentView;
pub use withdraw_consent::{WithdrawConsent, WithdrawConsentCommand};

use crate::store::{AboutApplication, Aggregate, Owned};
use kredo_domain::{Id, consent::Consent, customer::Customer, loan_application::LoanApplicationId};

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

impl AboutApplication for Consent {
    fn application(&self) -> Option<LoanApplicationId> {
        self.state().application
    }
}
