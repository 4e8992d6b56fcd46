//! A partner's application for a loan: the machine of its journey, and what the partner sees of it.
//!
//! `docs/loan-application.md` has the journey as tables, made from this code.

mod action;
mod contract;
mod contract_file;
mod error;
mod event;
mod file;
mod finding;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod properties;
mod questionnaire;
mod reason;
mod record;
mod stage;
mod state;
mod step;
#[cfg(test)]
mod tests;
mod view;

pub use action::{Action, ActionOutcome, Answer};
pub use contract::{
    Approval, Confirmation, Contract, ContractNumber, DocumentHash, SignedContract,
};
pub use contract_file::{
    ContractFile, ContractFileId, ContractFileRecord, SealedContract, SentCode, StoredBytes,
};
pub use error::{Expectation, LoanApplicationError, code};
pub use event::{Happening, LoanApplicationEvent};
pub use file::UploadedFile;
pub use questionnaire::{
    Applicant, Cart, CartItem, ContactPerson, Device, ExternalServiceData, Income, Mode,
    Questionnaire, StatedDocument, StatedEmployment,
};
pub use reason::{DeclineReason, DeclineReasons};
pub use record::{Fingerprint, LoanApplication, LoanApplicationRecord, NewLoanApplication};
pub use stage::{Stage, StageName};
pub use state::State;
pub use step::Step;
pub use view::{ConfirmedProduct, CreditInfo, PartnerStatus, PartnerView, message};

use crate::Id;

/// Identifies an application; what the partner calls `application_guid`.
pub type LoanApplicationId = Id<LoanApplication>;
