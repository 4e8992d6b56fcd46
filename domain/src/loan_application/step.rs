//! What the flow reports of an application.

use super::{
    Approval, Contract, DeclineReasons, Happening, LoanApplication, LoanApplicationError,
    LoanApplicationEvent, Stage, StageName, State,
};
use crate::customer::CustomerId;
use chrono::{DateTime, Utc};

/// A step of the flow that an application hears of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// [`LoanApplication::attach_customer`].
    AttachCustomer,
    /// [`LoanApplication::approve`].
    Approve,
    /// [`LoanApplication::decline`].
    Decline,
    /// [`LoanApplication::identified`].
    Identified,
    /// [`LoanApplication::otp_sent`].
    OtpSent,
    /// [`LoanApplication::contract_signed`].
    ContractSigned,
    /// [`LoanApplication::cooling_off_over`].
    CoolingOffOver,
    /// [`LoanApplication::paid_out`].
    PaidOut,
    /// [`LoanApplication::payout_refused`].
    PayoutRefused,
    /// [`LoanApplication::undone`].
    Undone,
    /// [`LoanApplication::completed`].
    Completed,
    /// [`LoanApplication::expire`].
    Expire,
    /// [`LoanApplication::fail`].
    Fail,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 13] = [
        Self::AttachCustomer,
        Self::Approve,
        Self::Decline,
        Self::Identified,
        Self::OtpSent,
        Self::ContractSigned,
        Self::CoolingOffOver,
        Self::PaidOut,
        Self::PayoutRefused,
        Self::Undone,
        Self::Completed,
        Self::Expire,
        Self::Fail,
    ];

    /// As in messages and tables: `otp_sent`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AttachCustomer => "attach_customer",
            Self::Approve => "approve",
            Self::Decline => "decline",
            Self::Identified => "identified",
            Self::OtpSent => "otp_sent",
            Self::ContractSigned => "contract_signed",
            Self::CoolingOffOver => "cooling_off_over",
            Self::PaidOut => "paid_out",
            Self::PayoutRefused => "payout_refused",
            Self::Undone => "undone",
            Self::Completed => "completed",
            Self::Expire => "expire",
            Self::Fail => "fail",
        }
    }
}

/// Events that were applied; none when there was nothing left to do.
type Events = Result<Vec<LoanApplicationEvent>, LoanApplicationError>;

/// Commands of the flow.
///
/// An engine that restarts may deliver one twice, and one may come late, when the partner has
/// cancelled in the meantime: both change nothing and are no error. What contradicts the
/// application is [`LoanApplicationError::StageMismatch`].
impl LoanApplication {
    /// The registry knows whose it is.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`]: another customer is known, or checking is over.
    pub fn attach_customer(&mut self, customer: CustomerId) -> Events {
        let is_known = self.record.customer == Some(customer);
        let is_free = self.record.customer.is_none() && self.is_at(StageName::Checking);
        self.unless(
            is_known,
            is_free,
            Step::AttachCustomer,
            Happening::CustomerAttached { customer },
        )
    }
    /// An offer is made; it stands until that instant.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`].
    pub fn approve(&mut self, approval: Approval) -> Events {
        let Approval { offer, expires_at } = approval;
        let is_known =
            self.state().is_past(StageName::Checking) && self.state().offer() == Some(&offer);
        let (product_code, offer) = (offer.product().to_owned(), Box::new(offer));
        let approved = Happening::Approved { product_code, expires_at, offer };
        self.unless(is_known, self.is_at(StageName::Checking), Step::Approve, approved)
    }
    /// The lender refuses: while it checks, identifies, or checks again before a code is sent.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`].
    pub fn decline(&mut self, reasons: DeclineReasons) -> Events {
        let is_known = matches!(self.state(), State::Declined { reasons: r, .. } if *r == reasons);
        let checks = [StageName::Checking, StageName::Identifying, StageName::SendingOtp];
        let may = checks.into_iter().any(|stage| self.is_at(stage));
        self.unless(is_known, may, Step::Decline, Happening::Declined { reasons })
    }
    /// The customer is who it says it is.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`].
    pub fn identified(&mut self) -> Events {
        self.from(StageName::Identifying, Step::Identified, Happening::Identified)
    }
    /// The contract is printed and a code that is bound to it was sent. Its terms are those of the
    /// approval, with the dates of the day on which it was drawn up.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`], also when another contract was shown before.
    pub fn otp_sent(&mut self, contract: Contract) -> Events {
        let is_known = self.state().contract() == Some(&contract);
        let sent = Happening::OtpSent { contract: Box::new(contract) };
        self.unless(is_known, self.is_at(StageName::SendingOtp), Step::OtpSent, sent)
    }
    /// The loan is made and the document sealed; money may go from that instant on, or at once.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`].
    pub fn contract_signed(&mut self, cooling_off_until: Option<DateTime<Utc>>) -> Events {
        let signed = Happening::ContractSigned { cooling_off_until };
        self.from(StageName::Signing, Step::ContractSigned, signed)
    }
    /// The time has passed in which money must not go.
    ///
    /// # Errors
    /// [`LoanApplicationError::CoolingOffRunning`] when it has not,
    /// [`LoanApplicationError::StageMismatch`].
    pub fn cooling_off_over(&mut self, now: DateTime<Utc>) -> Events {
        if let Some(Stage::CoolingOff { until, .. }) = self.state().open()
            && now < *until
        {
            return Err(LoanApplicationError::CoolingOffRunning(*until));
        }
        self.from(StageName::CoolingOff, Step::CoolingOffOver, Happening::CoolingOffEnded)
    }
    /// The provider accepted the payout.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`].
    pub fn paid_out(&mut self) -> Events {
        self.from(StageName::PayingOut, Step::PaidOut, Happening::PaidOut)
    }
    /// The provider refused the payout for good: what has been done is to be undone.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`].
    pub fn payout_refused(&mut self, fault: String) -> Events {
        let is_known = matches!(self.state(), State::Failing { .. } | State::Failed { .. })
            && self.state().stage().is_some_and(|at| at.name() == StageName::PayingOut);
        let refused = Happening::PayoutRefused { fault };
        self.unless(is_known, self.is_at(StageName::PayingOut), Step::PayoutRefused, refused)
    }
    /// Nothing is left of what was done: it ends as cancelled, or as failed after a refused payout.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`].
    pub fn undone(&mut self) -> Events {
        match self.state() {
            State::Cancelling { reason, .. } => {
                let reason = reason.clone();
                Ok(self.note(Happening::Cancelled { reason }))
            }
            State::Failing { fault, .. } => {
                let fault = fault.clone();
                Ok(self.note(Happening::Failed { fault }))
            }
            State::Cancelled { .. } | State::Failed { .. } => Ok(Vec::new()),
            State::Open(_)
            | State::Completed { .. }
            | State::Declined { .. }
            | State::Expired { .. } => Err(self.mismatch(Step::Undone)),
        }
    }
    /// The loan is issued.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`].
    pub fn completed(&mut self) -> Events {
        self.from(StageName::Confirming, Step::Completed, Happening::Completed)
    }
    /// Ends an application whose offer nobody took up in time.
    ///
    /// A timer may race with the partner, so anything else is no error: no events mean that there
    /// is nothing to end now, and the state tells why.
    pub fn expire(&mut self, now: DateTime<Utc>) -> Vec<LoanApplicationEvent> {
        if self.offer_is_over(now) { self.note(Happening::Expired) } else { Vec::new() }
    }
    /// A fault that no program can mend, told to an operator; the client never reads it.
    ///
    /// # Errors
    /// [`LoanApplicationError::StageMismatch`] when it has ended well, or as declined or expired.
    pub fn fail(&mut self, fault: String) -> Events {
        match self.state() {
            State::Open(_) | State::Cancelling { .. } | State::Failing { .. } => {
                Ok(self.note(Happening::Failed { fault }))
            }
            State::Failed { .. } | State::Cancelled { .. } => Ok(Vec::new()),
            State::Completed { .. } | State::Declined { .. } | State::Expired { .. } => {
                Err(self.mismatch(Step::Fail))
            }
        }
    }

    fn from(&mut self, stage: StageName, step: Step, happening: Happening) -> Events {
        let is_known = self.state().is_past(stage);
        self.unless(is_known, self.is_at(stage), step, happening)
    }
    fn unless(&mut self, is_known: bool, may: bool, step: Step, happening: Happening) -> Events {
        let is_moot = matches!(self.state(), State::Cancelling { .. } | State::Cancelled { .. });
        if may {
            Ok(self.note(happening))
        } else if is_known || is_moot {
            Ok(Vec::new())
        } else {
            Err(self.mismatch(step))
        }
    }
    fn is_at(&self, stage: StageName) -> bool {
        self.state().open().is_some_and(|open| open.name() == stage)
    }
    const fn mismatch(&self, step: Step) -> LoanApplicationError {
        LoanApplicationError::StageMismatch { step, state: self.record.state.name() }
    }
}
