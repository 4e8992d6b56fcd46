//! Loan applications through partners.
//!
//! A partner's request creates an application and begins its flow; [`PartnerLoanApplicationFlow`]
//! says which step comes next, and the steps (`step`) do the work and report to the application.

mod act;
mod closing;
mod consent;
pub mod contract_document;
mod create;
mod flow;
mod lending;
mod look;
mod own;
mod request_otp;
mod show_contract;
mod sign;
mod step;
mod upload_file;

pub use act::{ActCommand, ActOnApplication, PartnerAction};
pub use closing::Closing;
pub use create::{CreateApplication, CreateApplicationCommand};
pub use flow::PartnerLoanApplicationFlow;
pub(crate) use flow::files_of;
pub use lending::Lending;
pub use look::{LookAtAny, LookAtOwn};
pub use request_otp::{RequestOtp, RequestOtpCommand};
pub use show_contract::ShowContract;
pub use sign::{CodeAnswer, SignApplication, SignCommand};
pub use step::{Outside, loan_application_activities};
pub use upload_file::{UploadFile, UploadFileCommand};

use crate::{flow::FlowId, store::Aggregate};
use kredo_domain::{
    Id,
    loan_application::{ContractFile, LoanApplication, LoanApplicationId},
};

impl Aggregate for LoanApplication {
    const NAME: &'static str = "loan application";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

impl Aggregate for ContractFile {
    const NAME: &'static str = "contract";
    fn id(&self) -> Id<Self> {
        self.id()
    }
}

/// An application and its flow share their guid.
pub(crate) const fn flow_of(application: LoanApplicationId) -> FlowId {
    FlowId::new(application.guid())
}
