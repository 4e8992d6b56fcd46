//! What a lender prints in every contract.

use super::Lender;

/// The lender's own words and details; an installation sets them once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LenderProfile {
    /// The lender as a party.
    pub party: Lender,
    /// Where contracts are concluded, as printed: `г. Москва`.
    pub place: String,
    /// Address of the personal account and of the published terms: `kredo.example`.
    pub site: String,
    /// The general terms that a borrower agrees to, with their version and address.
    pub general_terms: String,
    /// The agreement on the use of a simple electronic signature, with its version and address.
    pub signature_agreement: String,
}
