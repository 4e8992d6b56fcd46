//! Everything that is held about a customer, in one piece.

mod document;
mod lending;
mod person;
mod trail;

pub(super) use document::{HeldDocument, HeldFile};
pub(super) use lending::{HeldApplication, HeldContract, HeldLoan, HeldOrder};
pub(super) use person::{HeldCard, HeldCustomer, HeldEmployment};
pub(super) use trail::HeldEvent;

use crate::{
    AppError,
    consent::ConsentView,
    customer::{AddressView, OwnContactView},
    file::ports::FileRef,
    flag::CustomerFlagView,
    identification::IdentificationView,
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// Everything that is held about a customer. Lists are oldest first. What an application, an offer
/// or a state is made of is shown as it is kept, amounts in minor units.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonalData {
    /// When it was put together.
    pub(super) exported_at: DateTime<Utc>,
    /// Who it is about.
    pub(super) customer: HeldCustomer,
    /// Where it can be reached, and whom else to ask.
    pub(super) contacts: Vec<OwnContactView>,
    /// Where it lives and lived.
    pub(super) addresses: Vec<AddressView>,
    /// Where it works and what it earns.
    pub(super) employments: Vec<HeldEmployment>,
    /// Its documents, with all that was ever said of them.
    pub(super) documents: Vec<HeldDocument>,
    /// What the lender marked it with.
    pub(super) flags: Vec<CustomerFlagView>,
    /// Its cards, never their whole numbers.
    pub(super) cards: Vec<HeldCard>,
    /// When and how it was identified.
    pub(super) identifications: Vec<IdentificationView>,
    /// What it agreed to.
    pub(super) consents: Vec<ConsentView>,
    /// What it applied for.
    pub(super) applications: Vec<HeldApplication>,
    /// What it borrowed.
    pub(super) loans: Vec<HeldLoan>,
    /// What happened to its record, and who read it, as far as the audit trail has it.
    pub(super) events: Vec<HeldEvent>,
}

impl PersonalData {
    /// The files that are kept for the customer: contracts as they were shown and as they were
    /// sealed, and what partners uploaded.
    ///
    /// # Errors
    /// [`AppError::Internal`] when a place in the file storage cannot be read.
    pub fn files(&self) -> Result<Vec<FileRef>, AppError> {
        self.applications.iter().flat_map(HeldApplication::files).collect()
    }
}
