//! Loan applications through partners.
//!
//! A partner's request creates an application and begins its flow; [`PartnerLoanApplicationFlow`]
//! says which step comes next, and the steps (`step`) do the work and report to the application.

mod act;
pub mod contract_document;
mod create;
mod flow;
mod lending;
mod look;
mod own;
mod step;
mod upload_file;

pub use act::{ActCommand, ActOnApplication, PartnerAction};
pub use create::{CreateApplication, CreateApplicationCommand};
pub use flow::PartnerLoanApplicationFlow;
pub use lending::Lending;
pub use look::{LookAtAny, LookAtOwn};
pub use step::{Outside, loan_application_activities};
pub use upload_file::{UploadFile, UploadFileCommand};

use crate::{flow::FlowId, store::Aggregate};
use kredo_domain::{
    Id,
    loan_application::{LoanApplication, LoanApplicationId},
};

impl Aggregate for LoanApplication {
    const NAME: &'static str = "loan application";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

/// An application and its flow share their guid.
const fn flow_of(application: LoanApplicationId) -> FlowId {
    FlowId::new(application.guid())
}
