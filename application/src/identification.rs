//! Knowing who a borrower is (115-FZ): the methods that are offered, the service that is asked, and
//! the records that are kept.

mod activities;
mod add_identification;
mod cancel_identifications;
mod change_identification;
mod known;
mod list_identifications;
mod offered_methods;
pub mod ports;
mod save_identification;

pub use activities::{IdentificationView, identification_activities};
pub use add_identification::{AddIdentification, AddIdentificationCommand};
pub use cancel_identifications::CancelIdentifications;
pub use change_identification::{ChangeIdentification, ChangeIdentificationCommand};
pub use list_identifications::{ListIdentifications, ListIdentificationsCommand};
pub use save_identification::{SaveIdentification, SaveIdentificationCommand};

use crate::store::{AboutApplication, Aggregate, Owned};
use kredo_domain::{
    Id, customer::Customer, identification::IdentificationRecord,
    loan_application::LoanApplicationId,
};

impl Aggregate for IdentificationRecord {
    const NAME: &'static str = "identification";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Owned for IdentificationRecord {
    type Owner = Customer;
    fn owner(&self) -> Id<Customer> {
        self.state().customer
    }
}

impl AboutApplication for IdentificationRecord {
    fn application(&self) -> Option<LoanApplicationId> {
        Some(self.state().application)
    }
}
