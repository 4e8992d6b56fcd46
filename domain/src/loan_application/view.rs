//! What a partner sees of an application.

use super::{Contract, ContractNumber, LoanApplication, Stage, State};
use crate::{Money, loan::InterestRate, product::Offer};
use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

/// Messages that partners compare letter for letter, and those that clients read.
pub mod message {
    /// The partner is to call `send_otp`.
    pub const REQUEST_OTP: &str = "Request OTP code";
    /// The partner is to call `sign`.
    pub const ENTER_OTP: &str = "Enter OTP code";
    /// The partner is to hand over the goods and call `confirm`.
    pub const CONTRACT_SIGNED: &str = "Contract is signed. Transfer of product";
    /// Before the end of the cooling-off time, ISO 8601 in the lender's zone.
    pub const COOLING_OFF: &str = "Идёт период охлаждения, деньги будут перечислены не раньше";
    /// Nobody took up the offer.
    pub const EXPIRED: &str = "Срок действия предложения истёк.";
    /// The partner cancelled.
    pub const CANCELLED: &str = "Заявка отменена.";
    /// An operator is needed; what happened is not told.
    pub const FAILED: &str = "Произошла ошибка, заявкой занимается сотрудник.";
}

/// The status that tells a partner what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartnerStatus {
    /// Nothing to do but wait.
    Processing,
    /// `select_offer` is expected.
    Approved,
    /// What is expected stands in the message.
    Confirmation,
    /// The loan is issued.
    Completed,
    /// The lender refused.
    Declined,
    /// The partner cancelled.
    Cancelled,
    /// The offer was not taken up in time.
    Expired,
    /// An operator is needed.
    Error,
}

impl PartnerStatus {
    /// As on the wire: `APPROVED`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Processing => "PROCESSING",
            Self::Approved => "APPROVED",
            Self::Confirmation => "CONFIRMATION",
            Self::Completed => "COMPLETED",
            Self::Declined => "DECLINED",
            Self::Cancelled => "CANCELLED",
            Self::Expired => "EXPIRED",
            Self::Error => "ERROR",
        }
    }
}

/// The answer to a partner's question for the status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerView {
    /// Where it stands.
    pub status: PartnerStatus,
    /// What is expected or what became of it; empty where the status says enough.
    pub message: String,
    /// The terms: from the approval on, unless nothing is offered any more.
    pub confirmed_product: Option<ConfirmedProduct>,
    /// The contract's number: from the code on, unless nothing is offered any more.
    pub contract_number: Option<ContractNumber>,
    /// Whether the answer holds the contract document now.
    pub shows_contract: bool,
}

/// The terms as a partner sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedProduct {
    /// Code of the product.
    pub product_code: String,
    /// The level payment.
    pub payment: Money,
    /// The rate as it is stated, on its own basis.
    pub interest_rate: InterestRate,
    /// How the purchase is paid.
    pub credit_info: CreditInfo,
}

/// How a purchase is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditInfo {
    /// What the cart costs.
    pub cost: Money,
    /// What the customer pays at once.
    pub first_pay: Money,
    /// The term, in the product's days or months.
    pub period: u32,
    /// What is lent.
    pub in_credit: Money,
    /// What of the cart neither the down payment nor the loan covers; never below nothing.
    pub out_of_credit: Money,
}

impl LoanApplication {
    /// What the partner sees; instants are told in the lender's `zone`.
    #[must_use]
    pub fn partner_view(&self, zone: FixedOffset) -> PartnerView {
        let state = self.state();
        let (status, message) = told(state, zone);
        let is_void = match status {
            PartnerStatus::Declined | PartnerStatus::Cancelled | PartnerStatus::Expired => true,
            PartnerStatus::Processing
            | PartnerStatus::Approved
            | PartnerStatus::Confirmation
            | PartnerStatus::Completed
            | PartnerStatus::Error => false,
        };
        let (offer, contract) = (state.offer(), state.contract());
        PartnerView {
            status,
            message,
            confirmed_product: offer.filter(|_| !is_void).map(|offer| self.terms(offer)),
            contract_number: contract.filter(|_| !is_void).map(number),
            shows_contract: matches!(
                state,
                State::Open(Stage::AwaitingOtp { .. } | Stage::Signed(_))
            ),
        }
    }
    fn terms(&self, offer: &Offer) -> ConfirmedProduct {
        let questionnaire = &self.record.questionnaire;
        ConfirmedProduct {
            product_code: offer.product().to_owned(),
            payment: offer.schedule().payment(),
            interest_rate: offer.rate(),
            credit_info: CreditInfo {
                cost: questionnaire.cart.total(),
                first_pay: questionnaire.down_payment,
                period: offer.term().count(),
                in_credit: offer.amount(),
                out_of_credit: questionnaire.not_financed(offer.amount()),
            },
        }
    }
}

fn number(contract: &Contract) -> ContractNumber {
    contract.number.clone()
}

fn told(state: &State, zone: FixedOffset) -> (PartnerStatus, String) {
    let (status, message) = match state {
        State::Open(open) => return told_of_stage(open, zone),
        State::Completed { .. } => (PartnerStatus::Completed, String::new()),
        State::Declined { reasons, .. } => (PartnerStatus::Declined, reasons.message()),
        State::Cancelling { .. } | State::Failing { .. } => {
            (PartnerStatus::Processing, String::new())
        }
        State::Cancelled { .. } => (PartnerStatus::Cancelled, message::CANCELLED.to_owned()),
        State::Expired { .. } => (PartnerStatus::Expired, message::EXPIRED.to_owned()),
        State::Failed { .. } => (PartnerStatus::Error, message::FAILED.to_owned()),
    };
    (status, message)
}

fn told_of_stage(stage: &Stage, zone: FixedOffset) -> (PartnerStatus, String) {
    match stage {
        Stage::Approved(_) => (PartnerStatus::Approved, String::new()),
        Stage::AwaitingOtpRequest(_) => {
            (PartnerStatus::Confirmation, message::REQUEST_OTP.to_owned())
        }
        Stage::AwaitingOtp { .. } => (PartnerStatus::Confirmation, message::ENTER_OTP.to_owned()),
        Stage::Signed(_) => (PartnerStatus::Confirmation, message::CONTRACT_SIGNED.to_owned()),
        Stage::CoolingOff { until, .. } => (PartnerStatus::Processing, cooling_off(*until, zone)),
        Stage::Checking
        | Stage::Identifying(_)
        | Stage::SendingOtp(_)
        | Stage::Signing(_)
        | Stage::PayingOut(_)
        | Stage::Confirming { .. } => (PartnerStatus::Processing, String::new()),
    }
}

fn cooling_off(until: DateTime<Utc>, zone: FixedOffset) -> String {
    // An instant at the end of all dates may have no local time.
    let local = until.naive_utc().checked_add_offset(zone).map(|_| until.with_timezone(&zone));
    let until = local.unwrap_or(until.fixed_offset()).to_rfc3339_opts(SecondsFormat::Secs, false);
    format!("{} {until}.", message::COOLING_OFF)
}
