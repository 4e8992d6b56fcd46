//! Where an application stands, and where a happening takes it.

use super::{
    Approval, Confirmation, Contract, DeclineReasons, Happening, SignedContract, Stage, StageName,
};
use crate::product::Offer;
use serde::{Deserialize, Serialize};

/// Where an application stands. What has ended keeps the stage it had come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// On its way.
    Open(Stage),
    /// The loan is issued.
    Completed {
        /// What was signed.
        signed: SignedContract,
        /// What the partner confirmed.
        confirmation: Confirmation,
    },
    /// Refused by the lender.
    Declined {
        /// Where.
        at: Stage,
        /// Why.
        reasons: DeclineReasons,
    },
    /// Cancelled by the partner; what has been done is being undone.
    Cancelling {
        /// Where.
        at: Stage,
        /// Why, in the partner's words.
        reason: String,
    },
    /// Cancelled by the partner; nothing is left of it.
    Cancelled {
        /// Where.
        at: Stage,
        /// Why, in the partner's words.
        reason: String,
    },
    /// The offer was not taken up in time.
    Expired {
        /// Where.
        at: Stage,
    },
    /// The payout was refused for good; what has been done is being undone.
    Failing {
        /// Where.
        at: Stage,
        /// For an operator.
        fault: String,
    },
    /// Stopped until an operator has seen to it.
    Failed {
        /// Where.
        at: Stage,
        /// For the operator.
        fault: String,
        /// Why the partner had cancelled, if it had.
        cancel_reason: Option<String>,
    },
}

impl State {
    /// Its name, as in tables and logs: that of the stage while it is open.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open(stage) => stage.name().as_str(),
            Self::Completed { .. } => "COMPLETED",
            Self::Declined { .. } => "DECLINED",
            Self::Cancelling { .. } => "CANCELLING",
            Self::Cancelled { .. } => "CANCELLED",
            Self::Expired { .. } => "EXPIRED",
            Self::Failing { .. } => "FAILING",
            Self::Failed { .. } => "FAILED",
        }
    }
    /// Whether nothing can happen to it any more.
    #[must_use]
    pub const fn is_terminal(&self) -> bool {
        match self {
            Self::Open(_) | Self::Cancelling { .. } | Self::Failing { .. } => false,
            Self::Completed { .. }
            | Self::Declined { .. }
            | Self::Cancelled { .. }
            | Self::Expired { .. }
            | Self::Failed { .. } => true,
        }
    }
    /// The stage it is in or had come to; `None` when it went to the end.
    #[must_use]
    pub const fn stage(&self) -> Option<&Stage> {
        match self {
            Self::Open(stage) => Some(stage),
            Self::Declined { at, .. }
            | Self::Cancelling { at, .. }
            | Self::Cancelled { at, .. }
            | Self::Expired { at }
            | Self::Failing { at, .. }
            | Self::Failed { at, .. } => Some(at),
            Self::Completed { .. } => None,
        }
    }
    /// The stage of an open one.
    #[must_use]
    pub const fn open(&self) -> Option<&Stage> {
        if let Self::Open(stage) = self { Some(stage) } else { None }
    }
    /// Whether its journey has gone beyond that stage, whatever became of it then.
    #[must_use]
    pub fn is_past(&self, stage: StageName) -> bool {
        self.stage().is_none_or(|reached| reached.name() > stage)
    }
    /// The offer, once there is one.
    #[must_use]
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Completed { signed, .. } => Some(&signed.contract.offer),
            other => other.stage().and_then(Stage::offer),
        }
    }
    /// The contract, once the customer has seen it.
    #[must_use]
    pub fn contract(&self) -> Option<&Contract> {
        match self {
            Self::Completed { signed, .. } => Some(&signed.contract),
            other => other.stage().and_then(Stage::contract),
        }
    }
    /// The signed contract, once it is.
    #[must_use]
    pub fn signed(&self) -> Option<&SignedContract> {
        match self {
            Self::Completed { signed, .. } => Some(signed),
            other => other.stage().and_then(Stage::signed),
        }
    }
    /// What the partner confirmed.
    #[must_use]
    pub fn confirmation(&self) -> Option<&Confirmation> {
        match self {
            Self::Completed { confirmation, .. } => Some(confirmation),
            other => other.stage().and_then(Stage::confirmation),
        }
    }
    /// Why the partner cancelled, if it did.
    #[must_use]
    pub fn cancel_reason(&self) -> Option<&str> {
        match self {
            Self::Cancelling { reason, .. } | Self::Cancelled { reason, .. } => Some(reason),
            Self::Failed { cancel_reason, .. } => cancel_reason.as_deref(),
            Self::Open(_)
            | Self::Completed { .. }
            | Self::Declined { .. }
            | Self::Expired { .. }
            | Self::Failing { .. } => None,
        }
    }

    /// The state to which a happening leads; `None` where it leads nowhere. Deciding is over: no
    /// command lets happen what would contradict the state.
    pub(super) fn next(&self, happening: &Happening) -> Option<Self> {
        let approval = || self.open()?.approval().cloned();
        let signed = || self.open()?.signed().cloned();
        let at = self.stage().cloned()?;
        let stage = match happening {
            Happening::Created { .. }
            | Happening::CustomerAttached { .. }
            | Happening::FileUploaded { .. } => return None,
            Happening::Approved { expires_at, offer, .. } => {
                Stage::Approved(Approval { offer: *offer.clone(), expires_at: *expires_at })
            }
            Happening::OfferSelected => Stage::Identifying(approval()?),
            Happening::Identified => Stage::AwaitingOtpRequest(approval()?),
            Happening::OtpRequested => Stage::SendingOtp(approval()?),
            Happening::OtpSent { contract } => {
                let (contract, expires_at) = (*contract.clone(), approval()?.expires_at);
                Stage::AwaitingOtp { contract, expires_at }
            }
            Happening::OtpAccepted { code } => {
                let contract = self.open()?.contract()?.clone();
                Stage::Signing(SignedContract { contract, code: code.clone() })
            }
            Happening::ContractSigned { cooling_off_until: Some(until) } => {
                Stage::CoolingOff { signed: signed()?, until: *until }
            }
            Happening::ContractSigned { cooling_off_until: None } | Happening::CoolingOffEnded => {
                Stage::PayingOut(signed()?)
            }
            Happening::PaidOut => Stage::Signed(signed()?),
            Happening::Confirmed { confirmation } => {
                Stage::Confirming { signed: signed()?, confirmation: confirmation.clone() }
            }
            Happening::Completed => return self.completed(),
            Happening::Declined { reasons } => {
                return Some(Self::Declined { at, reasons: reasons.clone() });
            }
            Happening::CancelRequested { reason } => {
                return Some(Self::Cancelling { at, reason: reason.clone() });
            }
            Happening::Cancelled { reason } => {
                return Some(Self::Cancelled { at, reason: reason.clone() });
            }
            Happening::Expired => return Some(Self::Expired { at }),
            Happening::PayoutRefused { fault } => {
                return Some(Self::Failing { at, fault: fault.clone() });
            }
            Happening::Failed { fault } => {
                let cancel_reason = self.cancel_reason().map(ToOwned::to_owned);
                return Some(Self::Failed { at, fault: fault.clone(), cancel_reason });
            }
        };
        Some(Self::Open(stage))
    }
    fn completed(&self) -> Option<Self> {
        let (signed, confirmation) = (self.signed()?.clone(), self.confirmation()?.clone());
        Some(Self::Completed { signed, confirmation })
    }
}
