//! The record of one identification, which a lender has to be able to show.

use super::{Identification, IdentificationRecordId};
use crate::{customer::CustomerId, loan_application::LoanApplicationId};
use chrono::{DateTime, Utc};

/// That somebody was, or was not, identified. Never changes once it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentificationRecord {
    state: IdentificationRecordState,
}

/// Everything a record says, for adapters and views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentificationRecordState {
    /// Its guid.
    pub id: IdentificationRecordId,
    /// Who was to be identified.
    pub customer: CustomerId,
    /// For which application.
    pub application: LoanApplicationId,
    /// What came of it: the method, or why there is none.
    pub outcome: Identification,
    /// When, business time, UTC.
    pub at: DateTime<Utc>,
}

impl IdentificationRecord {
    /// Records an identification, or takes what a store kept.
    #[must_use]
    pub const fn new(state: IdentificationRecordState) -> Self {
        Self { state }
    }
    /// Everything it says.
    #[must_use]
    pub const fn state(&self) -> &IdentificationRecordState {
        &self.state
    }
    /// Its guid.
    #[must_use]
    pub const fn id(&self) -> IdentificationRecordId {
        self.state.id
    }
    /// Whether it says that of that application, whenever it was.
    #[must_use]
    pub fn says(&self, application: LoanApplicationId, outcome: &Identification) -> bool {
        self.state.application == application && self.state.outcome == *outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identification::IdentificationMethod;
    use uuid::Uuid;

    #[test]
    fn a_record_is_of_one_application_and_one_outcome() {
        let application = LoanApplicationId::new(Uuid::from_u128(1));
        let outcome = Identification::Identified { method: IdentificationMethod::Simplified };
        let record = IdentificationRecord::new(IdentificationRecordState {
            id: IdentificationRecordId::new(Uuid::nil()),
            customer: CustomerId::new(Uuid::nil()),
            application,
            outcome: outcome.clone(),
            at: DateTime::UNIX_EPOCH,
        });
        assert!(record.says(application, &outcome));
        assert!(!record.says(LoanApplicationId::new(Uuid::from_u128(2)), &outcome));
        let other = Identification::Identified { method: IdentificationMethod::InPerson };
        assert!(!record.says(application, &other));
    }
}
