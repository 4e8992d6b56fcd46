//! The loan itself, from the signature on.

use super::{LoanError, accrued_between};
use crate::{
    DomainEvent, Money,
    customer::CustomerId,
    identity::AccountName,
    loan_application::{ContractNumber, LoanApplicationId},
    product::Offer,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Identifies a loan.
pub type LoanId = crate::Id<Loan>;

/// A loan of one customer under one contract; one an application, whose guid it shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loan {
    record: LoanRecord,
}

/// Everything a loan is, for adapters and views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoanRecord {
    /// Its guid: that of the application that it came from.
    pub id: LoanId,
    /// The contract's number, 14 digits; also the loan's.
    pub number: ContractNumber,
    /// Who owes.
    pub customer: CustomerId,
    /// Through which partner.
    pub partner: AccountName,
    /// The terms that were signed.
    pub offer: Offer,
    /// Where it stands.
    pub state: LoanState,
    /// When it was made, UTC.
    pub created_at: DateTime<Utc>,
}

/// Where a loan stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LoanState {
    /// The contract is signed; the money has not gone yet.
    Signed,
    /// The money is on its way; interest does not run yet.
    Disbursed {
        /// When the provider took the order, UTC.
        at: DateTime<Utc>,
    },
    /// Interest runs.
    Active {
        /// When the money went, UTC.
        disbursed_at: DateTime<Utc>,
        /// The day in the lender's zone after which interest accrues.
        charging_from: NaiveDate,
    },
    /// It was undone before it ran: nothing is owed.
    Annulled,
}

impl LoanState {
    /// Its name, as it is kept and told.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Signed => "SIGNED",
            Self::Disbursed { .. } => "DISBURSED",
            Self::Active { .. } => "ACTIVE",
            Self::Annulled => "ANNULLED",
        }
    }
    /// Whether it has come to its end: nothing is owed, and nothing will be.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        match self {
            Self::Annulled => true,
            Self::Signed | Self::Disbursed { .. } | Self::Active { .. } => false,
        }
    }
}

/// What making a loan takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLoan {
    /// The application that it comes from.
    pub application: LoanApplicationId,
    /// The contract's number.
    pub number: ContractNumber,
    /// Who owes.
    pub customer: CustomerId,
    /// Through which partner.
    pub partner: AccountName,
    /// The terms that were signed.
    pub offer: Offer,
}

/// What is owed on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoanDebt {
    /// What was lent and is not repaid.
    pub principal: Money,
    /// Interest accrued up to and including the day.
    pub interest: Money,
}

/// A fact about a loan. Amounts stay inside; whoever may know them asks by guid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoanEvent {
    /// Which one; the guid is also that of its application.
    pub loan_guid: LoanId,
    /// Who owes.
    pub customer_guid: CustomerId,
    /// What.
    #[serde(skip)]
    pub happening: LoanHappening,
}

/// What can happen to a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoanHappening {
    /// The contract was signed.
    Created,
    /// The provider took the order to pay.
    Disbursed {
        /// When.
        at: DateTime<Utc>,
    },
    /// Interest begins to run.
    ChargingStarted {
        /// The day after which it accrues.
        from: NaiveDate,
    },
    /// Nothing is owed.
    Annulled,
}

impl DomainEvent for LoanEvent {
    fn name(&self) -> &'static str {
        match self.happening {
            LoanHappening::Created => "kredo.loan.created.v1",
            LoanHappening::Disbursed { .. } => "kredo.loan.disbursed.v1",
            LoanHappening::ChargingStarted { .. } => "kredo.loan.charging-started.v1",
            LoanHappening::Annulled => "kredo.loan.annulled.v1",
        }
    }
    fn subject(&self) -> String {
        self.loan_guid.to_string()
    }
}

/// Events that were applied; none when there was nothing left to do.
type Events = Result<Vec<LoanEvent>, LoanError>;

impl Loan {
    /// The guid of an application's loan.
    #[must_use]
    pub const fn id_of(application: LoanApplicationId) -> LoanId {
        LoanId::new(application.guid())
    }

    /// Makes a loan of a signed contract.
    #[must_use]
    pub fn create(new: NewLoan, now: DateTime<Utc>) -> (Self, Vec<LoanEvent>) {
        let NewLoan { application, number, customer, partner, offer } = new;
        let mut loan = Self::restore(LoanRecord {
            id: Self::id_of(application),
            number,
            customer,
            partner,
            offer,
            state: LoanState::Signed,
            created_at: now,
        });
        let events = loan.note(LoanHappening::Created);
        (loan, events)
    }

    /// For adapters only: takes what a store kept, and checks nothing.
    #[must_use]
    pub const fn restore(record: LoanRecord) -> Self {
        Self { record }
    }
    /// Everything it is.
    #[must_use]
    pub const fn record(&self) -> &LoanRecord {
        &self.record
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> LoanId {
        self.record.id
    }

    /// The provider took the order to pay.
    ///
    /// # Errors
    /// [`LoanError::StateMismatch`] for an annulled loan.
    pub fn disburse(&mut self, at: DateTime<Utc>) -> Events {
        match self.record.state {
            LoanState::Signed => Ok(self.note(LoanHappening::Disbursed { at })),
            LoanState::Disbursed { .. } | LoanState::Active { .. } => Ok(Vec::new()),
            LoanState::Annulled => Err(self.mismatch("disburse")),
        }
    }
    /// Interest begins to run: it accrues from the day after `from`, in the lender's zone.
    ///
    /// # Errors
    /// [`LoanError::StateMismatch`] before the money went, or for an annulled loan.
    pub fn start_charging(&mut self, from: NaiveDate) -> Events {
        match self.record.state {
            LoanState::Disbursed { .. } => Ok(self.note(LoanHappening::ChargingStarted { from })),
            LoanState::Active { .. } => Ok(Vec::new()),
            LoanState::Signed | LoanState::Annulled => Err(self.mismatch("start charging")),
        }
    }
    /// The loan is undone: the payout was reversed or never happened.
    ///
    /// # Errors
    /// [`LoanError::StateMismatch`] once interest runs.
    pub fn annul(&mut self) -> Events {
        match self.record.state {
            LoanState::Signed | LoanState::Disbursed { .. } => {
                Ok(self.note(LoanHappening::Annulled))
            }
            LoanState::Annulled => Ok(Vec::new()),
            LoanState::Active { .. } => Err(self.mismatch("annul")),
        }
    }

    /// What is owed at the end of a day in the lender's zone, before any repayment: the principal
    /// once the money went, and interest from the day after charging began, derived from the days
    /// that passed (353-FZ art. 11: the day itself counts).
    ///
    /// # Errors
    /// [`LoanError`] when an amount does not fit.
    pub fn debt_on(&self, day: NaiveDate) -> Result<LoanDebt, LoanError> {
        let lent = self.record.offer.amount();
        let zero = Money::zero(lent.currency());
        let debt = match self.record.state {
            LoanState::Signed | LoanState::Annulled => LoanDebt { principal: zero, interest: zero },
            LoanState::Disbursed { .. } => LoanDebt { principal: lent, interest: zero },
            LoanState::Active { charging_from, .. } => {
                let until = day.max(charging_from);
                let rate = self.record.offer.rate();
                let interest = accrued_between(lent, rate, charging_from, until)?;
                LoanDebt { principal: lent, interest }
            }
        };
        Ok(debt)
    }

    fn mismatch(&self, action: &'static str) -> LoanError {
        LoanError::StateMismatch { action, state: self.record.state.name() }
    }
    fn note(&mut self, happening: LoanHappening) -> Vec<LoanEvent> {
        self.evolve(happening);
        let LoanRecord { id, customer, .. } = self.record;
        vec![LoanEvent { loan_guid: id, customer_guid: customer, happening }]
    }
    /// Applies what happened; cannot fail.
    fn evolve(&mut self, happening: LoanHappening) {
        let state = &mut self.record.state;
        match (happening, &*state) {
            (LoanHappening::Disbursed { at }, _) => *state = LoanState::Disbursed { at },
            (LoanHappening::ChargingStarted { from }, LoanState::Disbursed { at }) => {
                *state = LoanState::Active { disbursed_at: *at, charging_from: from };
            }
            (LoanHappening::Annulled, _) => *state = LoanState::Annulled,
            (LoanHappening::Created | LoanHappening::ChargingStarted { .. }, _) => {}
        }
    }
}

#[cfg(test)]
mod tests;
