//! The stages of a journey that has not ended, in their order.

use super::{Action, Approval, Confirmation, Contract, SignedContract};
use crate::product::Offer;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A stage, with what is agreed in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Stage {
    /// The customer is looked up and judged.
    Checking,
    /// An offer waits for the customer.
    Approved(Approval),
    /// The customer took up the offer and is identified.
    Identifying(Approval),
    /// The partner is to ask for a code.
    AwaitingOtpRequest(Approval),
    /// The contract is printed and a code is sent.
    SendingOtp(Approval),
    /// The customer is to sign with the code.
    AwaitingOtp {
        /// What is to be signed.
        contract: Contract,
        /// When the offer ends: signing is what takes it up for good.
        expires_at: DateTime<Utc>,
    },
    /// The code was right; the loan is made and the document sealed.
    Signing(SignedContract),
    /// The law forbids to disburse yet (353-FZ art. 7 part 9.3).
    CoolingOff {
        /// What was signed.
        signed: SignedContract,
        /// The first instant at which money may go.
        until: DateTime<Utc>,
    },
    /// The money is sent.
    PayingOut(SignedContract),
    /// The money is on its way to the partner, who is to hand over the goods and confirm it.
    Signed(SignedContract),
    /// The partner confirmed: from here on nothing is undone.
    Confirming {
        /// What was signed.
        signed: SignedContract,
        /// What the partner confirmed.
        confirmation: Confirmation,
    },
}

/// The names of the stages, in the order of the journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StageName {
    /// [`Stage::Checking`].
    Checking,
    /// [`Stage::Approved`].
    Approved,
    /// [`Stage::Identifying`].
    Identifying,
    /// [`Stage::AwaitingOtpRequest`].
    AwaitingOtpRequest,
    /// [`Stage::SendingOtp`].
    SendingOtp,
    /// [`Stage::AwaitingOtp`].
    AwaitingOtp,
    /// [`Stage::Signing`].
    Signing,
    /// [`Stage::CoolingOff`].
    CoolingOff,
    /// [`Stage::PayingOut`].
    PayingOut,
    /// [`Stage::Signed`].
    Signed,
    /// [`Stage::Confirming`].
    Confirming,
}

impl StageName {
    /// Every stage, in order.
    pub const ALL: [Self; 11] = [
        Self::Checking,
        Self::Approved,
        Self::Identifying,
        Self::AwaitingOtpRequest,
        Self::SendingOtp,
        Self::AwaitingOtp,
        Self::Signing,
        Self::CoolingOff,
        Self::PayingOut,
        Self::Signed,
        Self::Confirming,
    ];

    /// As it is stored: `AWAITING_OTP`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Checking => "CHECKING",
            Self::Approved => "APPROVED",
            Self::Identifying => "IDENTIFYING",
            Self::AwaitingOtpRequest => "AWAITING_OTP_REQUEST",
            Self::SendingOtp => "SENDING_OTP",
            Self::AwaitingOtp => "AWAITING_OTP",
            Self::Signing => "SIGNING",
            Self::CoolingOff => "COOLING_OFF",
            Self::PayingOut => "PAYING_OUT",
            Self::Signed => "SIGNED",
            Self::Confirming => "CONFIRMING",
        }
    }
    /// The one action that takes the journey on from here; `None` while steps run or time passes.
    #[must_use]
    pub const fn expects(self) -> Option<Action> {
        match self {
            Self::Approved => Some(Action::SelectOffer),
            Self::AwaitingOtpRequest => Some(Action::SendOtp),
            Self::AwaitingOtp => Some(Action::Sign),
            Self::Signed => Some(Action::Confirm),
            Self::Checking
            | Self::Identifying
            | Self::SendingOtp
            | Self::Signing
            | Self::CoolingOff
            | Self::PayingOut
            | Self::Confirming => None,
        }
    }
}

impl Stage {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> StageName {
        match self {
            Self::Checking => StageName::Checking,
            Self::Approved(_) => StageName::Approved,
            Self::Identifying(_) => StageName::Identifying,
            Self::AwaitingOtpRequest(_) => StageName::AwaitingOtpRequest,
            Self::SendingOtp(_) => StageName::SendingOtp,
            Self::AwaitingOtp { .. } => StageName::AwaitingOtp,
            Self::Signing(_) => StageName::Signing,
            Self::CoolingOff { .. } => StageName::CoolingOff,
            Self::PayingOut(_) => StageName::PayingOut,
            Self::Signed(_) => StageName::Signed,
            Self::Confirming { .. } => StageName::Confirming,
        }
    }
    /// The approval, until there is a contract.
    #[must_use]
    pub const fn approval(&self) -> Option<&Approval> {
        match self {
            Self::Approved(approval)
            | Self::Identifying(approval)
            | Self::AwaitingOtpRequest(approval)
            | Self::SendingOtp(approval) => Some(approval),
            Self::Checking
            | Self::AwaitingOtp { .. }
            | Self::Signing(_)
            | Self::CoolingOff { .. }
            | Self::PayingOut(_)
            | Self::Signed(_)
            | Self::Confirming { .. } => None,
        }
    }
    /// The signed contract, once it is.
    #[must_use]
    pub const fn signed(&self) -> Option<&SignedContract> {
        match self {
            Self::Signing(signed)
            | Self::CoolingOff { signed, .. }
            | Self::PayingOut(signed)
            | Self::Signed(signed)
            | Self::Confirming { signed, .. } => Some(signed),
            Self::Checking
            | Self::Approved(_)
            | Self::Identifying(_)
            | Self::AwaitingOtpRequest(_)
            | Self::SendingOtp(_)
            | Self::AwaitingOtp { .. } => None,
        }
    }
    /// The contract, once the customer has seen it.
    #[must_use]
    pub fn contract(&self) -> Option<&Contract> {
        match self {
            Self::AwaitingOtp { contract, .. } => Some(contract),
            other => other.signed().map(|signed| &signed.contract),
        }
    }
    /// The offer, once there is one.
    #[must_use]
    pub fn offer(&self) -> Option<&Offer> {
        let contracted = self.contract().map(|contract| &contract.offer);
        contracted.or(self.approval().map(|approval| &approval.offer))
    }
    /// When the offer ends; `None` before there is one and once it is taken up by signing.
    #[must_use]
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::AwaitingOtp { expires_at, .. } => Some(*expires_at),
            other => other.approval().map(|approval| approval.expires_at),
        }
    }
    /// What the partner confirmed.
    #[must_use]
    pub const fn confirmation(&self) -> Option<&Confirmation> {
        if let Self::Confirming { confirmation, .. } = self { Some(confirmation) } else { None }
    }
}
