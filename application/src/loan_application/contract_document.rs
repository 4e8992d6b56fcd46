//! The loan contract as it is printed, and the ports that print, seal and check it.
//!
//! The printed bytes are frozen before the signing code is sent, so nothing in them may depend on
//! the signature: the document's own hash, the code and the instant of signing stand in the seal
//! that is added after the document's end (see [`SealEvidence`]).

mod draw;
mod party;
mod profile;
mod seal;
mod terms;

pub(super) use draw::{Drawing, draw};
pub use party::{BankDetails, Borrower, Lender, Passport, Purchase, PurchasedItem};
pub use profile::LenderProfile;
pub use seal::{DocumentSigner, SealError, SealEvidence, SealVerifier, VerifiedSeal};
pub use terms::{
    ContractTerms, EarlyRepayment, InterestRate, LoanPurpose, LoanTerm, PaidService, Penalty,
    RatePeriod, TermUnit,
};

use crate::Sha256Sum;
use chrono::NaiveDate;
use kredo_domain::{FieldFault, Money, Phone};

/// Everything that is printed in one consumer loan contract (353-FZ).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractDocument {
    /// 14 digits: the date as YYMMDD and a sequence; also the loan's number.
    pub number: String,
    /// The day of the contract in the lender's time zone.
    pub date: NaiveDate,
    /// Where it is concluded, as printed: `г. Москва`.
    pub place: String,
    /// Who lends.
    pub lender: Lender,
    /// Who borrows.
    pub borrower: Borrower,
    /// What is agreed.
    pub terms: ContractTerms,
    /// The payments in the order of their dates; never empty.
    pub schedule: Vec<ScheduleRow>,
    /// The borrower's consents, each with its own text and tick.
    pub consents: Vec<ConsentItem>,
    /// How the contract is signed.
    pub signature: SignatureBlock,
}

/// One payment of the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleRow {
    /// The day on which the payment is due.
    pub date: NaiveDate,
    /// The whole payment: main debt and interest.
    pub payment: Money,
    /// The part that repays the main debt.
    pub main_debt: Money,
    /// The part that pays interest.
    pub interest: Money,
    /// The main debt that is left after the payment.
    pub balance: Money,
}

/// One consent of the borrower.
///
/// 353-FZ art. 7 part 2 forbids the lender to set the tick, so a caller passes what the borrower
/// chose, never a default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentItem {
    /// What it is about, in a few words.
    pub title: String,
    /// What exactly the borrower agrees to.
    pub text: String,
    /// True when the borrower ticked it.
    pub given: bool,
}

/// How the borrower signs, as far as it is known before the code is sent.
///
/// 63-FZ art. 9 part 2 wants the agreement to say how the signer is identified by the signature:
/// by the phone that receives the code and by the number of the signing request, which the seal
/// repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureBlock {
    /// The phone that receives the code; printed with its middle hidden.
    pub phone: Phone,
    /// The agreement on the use of a simple electronic signature, with its version.
    pub agreement: String,
    /// The day on which that agreement was accepted.
    pub agreement_date: NaiveDate,
    /// The signing request's id, reserved before the code is sent; [`SealEvidence::code_id`]
    /// repeats it.
    pub request_id: String,
}

/// A printed document and the hash that the signing code is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedContract {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// SHA-256 of exactly these bytes.
    pub hash: Sha256Sum,
}

/// Why a contract was not printed.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The contract contradicts itself or the statute's form.
    #[error("the contract cannot be printed: {}", list(.0))]
    Invalid(Vec<FieldFault>),
    /// A text holds a character that the contract's fonts cannot show.
    #[error("the font {face} has no glyph for U+{:04X}", u32::from(*.character))]
    MissingGlyph {
        /// The character.
        character: char,
        /// The font's name.
        face: &'static str,
    },
    /// The PDF could not be written.
    #[error("the document could not be written")]
    Backend(#[source] Box<dyn std::error::Error + Send + Sync>),
}

fn list(faults: &[FieldFault]) -> String {
    let faults: Vec<_> = faults.iter().map(|f| format!("{}: {}", f.path, f.message)).collect();
    faults.join("; ")
}

/// Prints contracts.
///
/// Pure CPU work of some milliseconds: an asynchronous caller puts it on a blocking thread.
pub trait ContractRenderer: Send + Sync {
    /// Prints the contract. One build of the program prints the same contract into the same bytes;
    /// another may compress them otherwise, so the bytes are kept and never printed again.
    ///
    /// # Errors
    /// [`RenderError`] when the contract cannot be printed whole and legible.
    fn render(&self, contract: &ContractDocument) -> Result<RenderedContract, RenderError>;
}
