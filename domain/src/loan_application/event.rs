//! What happened to an application.

use super::{Confirmation, Contract, DeclineReasons, Fingerprint, LoanApplicationId, UploadedFile};
use crate::{DomainEvent, customer::CustomerId, identity::AccountName, product::Offer};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// A fact about one application.
///
/// Published are guids, codes and instants. Terms, texts of people and fingerprints stay inside:
/// they are carried for those who fold events into a state, and not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoanApplicationEvent {
    /// Which application.
    pub application_guid: LoanApplicationId,
    /// Whose, once it is known.
    pub customer_guid: Option<CustomerId>,
    /// Through which partner.
    pub partner: AccountName,
    /// What.
    #[serde(flatten)]
    pub happening: Happening,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all_fields = "camelCase", untagged)]
pub enum Happening {
    /// The partner created it.
    Created {
        /// For which product.
        product_code: String,
    },
    /// The registry knows whose it is.
    CustomerAttached {
        /// Whose.
        #[serde(skip)]
        customer: CustomerId,
    },
    /// An offer stands.
    Approved {
        /// Of which product.
        product_code: String,
        /// Until when.
        expires_at: DateTime<Utc>,
        /// Its terms.
        #[serde(skip)]
        offer: Box<Offer>,
    },
    /// The customer chose the offer.
    OfferSelected,
    /// The customer is who it says it is.
    Identified,
    /// The partner asked for a code.
    OtpRequested,
    /// The contract is printed and the code is on its way.
    OtpSent {
        /// What is to be signed.
        #[serde(skip)]
        contract: Box<Contract>,
    },
    /// The customer entered the right code.
    OtpAccepted {
        /// Fingerprint of the code.
        #[serde(skip)]
        code: Fingerprint,
    },
    /// The loan is made and the document sealed.
    ContractSigned {
        /// The first instant at which money may go, where the law makes it wait.
        cooling_off_until: Option<DateTime<Utc>>,
    },
    /// The money may go.
    CoolingOffEnded,
    /// The provider accepted the payout.
    PaidOut,
    /// The partner confirmed that the goods were handed over.
    Confirmed {
        /// What it sent.
        #[serde(skip)]
        confirmation: Confirmation,
    },
    /// The loan is issued.
    Completed,
    /// The lender refused.
    Declined {
        /// Why.
        reasons: DeclineReasons,
    },
    /// The partner cancelled; what has been done is undone.
    CancelRequested {
        /// Why, in the partner's words.
        #[serde(skip)]
        reason: String,
    },
    /// Nothing is left of it.
    Cancelled {
        /// Why, in the partner's words.
        #[serde(skip)]
        reason: String,
    },
    /// Nobody took up the offer in time.
    Expired,
    /// The payout was refused for good; what has been done is undone.
    PayoutRefused {
        /// For an operator.
        #[serde(skip)]
        fault: String,
    },
    /// An operator is needed.
    Failed {
        /// For the operator.
        #[serde(skip)]
        fault: String,
    },
    /// The partner uploaded a file.
    FileUploaded {
        /// Which.
        #[serde(skip)]
        file: UploadedFile,
    },
}

impl DomainEvent for LoanApplicationEvent {
    fn name(&self) -> &'static str {
        match self.happening {
            Happening::Created { .. } => "kredo.loan-application.created.v1",
            Happening::CustomerAttached { .. } => "kredo.loan-application.customer-attached.v1",
            Happening::Approved { .. } => "kredo.loan-application.approved.v1",
            Happening::OfferSelected => "kredo.loan-application.offer-selected.v1",
            Happening::Identified => "kredo.loan-application.identified.v1",
            Happening::OtpRequested => "kredo.loan-application.otp-requested.v1",
            Happening::OtpSent { .. } => "kredo.loan-application.otp-sent.v1",
            Happening::OtpAccepted { .. } => "kredo.loan-application.otp-accepted.v1",
            Happening::ContractSigned { .. } => "kredo.loan-application.contract-signed.v1",
            Happening::CoolingOffEnded => "kredo.loan-application.cooling-off-ended.v1",
            Happening::PaidOut => "kredo.loan-application.paid-out.v1",
            Happening::Confirmed { .. } => "kredo.loan-application.confirmed.v1",
            Happening::Completed => "kredo.loan-application.completed.v1",
            Happening::Declined { .. } => "kredo.loan-application.declined.v1",
            Happening::CancelRequested { .. } => "kredo.loan-application.cancel-requested.v1",
            Happening::Cancelled { .. } => "kredo.loan-application.cancelled.v1",
            Happening::Expired => "kredo.loan-application.expired.v1",
            Happening::PayoutRefused { .. } => "kredo.loan-application.payout-refused.v1",
            Happening::Failed { .. } => "kredo.loan-application.failed.v1",
            Happening::FileUploaded { .. } => "kredo.loan-application.file-uploaded.v1",
        }
    }
    fn subject(&self) -> String {
        self.application_guid.to_string()
    }
}
