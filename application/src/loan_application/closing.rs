//! What concluding a contract takes.

use super::contract_document::{ContractRenderer, DocumentSigner, LenderProfile};
use crate::{
    file::ports::FileStorage, notification::ports::SmsGateway, otp::OtpCodes,
    payment::ports::PaymentProvider,
};
use std::sync::Arc;

/// The lender's words and hands, from the printed contract to the payout.
#[derive(Clone)]
pub struct Closing {
    /// What the lender prints in every contract.
    pub profile: Arc<LenderProfile>,
    /// Who prints.
    pub renderer: Arc<dyn ContractRenderer>,
    /// Who seals.
    pub signer: Arc<dyn DocumentSigner>,
    /// Where printed and sealed contracts are kept.
    pub files: Arc<dyn FileStorage>,
    /// Codes for signatures.
    pub codes: OtpCodes,
    /// Who sends them.
    pub sms: Arc<dyn SmsGateway>,
    /// Who pays partners.
    pub payment: Arc<dyn PaymentProvider>,
}
