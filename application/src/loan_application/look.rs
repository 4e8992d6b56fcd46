//! Looking at applications.

use super::own::{find, find_own};
use crate::{AppError, UnitOfWork, UseCase, Versioned, audit};
use async_trait::async_trait;
use kredo_domain::{
    identity::AccountName,
    loan_application::{LoanApplication, LoanApplicationId},
};

/// A partner looks at its application.
pub struct LookAtOwn;

#[async_trait]
impl UseCase for LookAtOwn {
    type Command = (AccountName, LoanApplicationId);
    type Output = Versioned<LoanApplication>;

    /// # Errors
    /// [`LoanApplicationError::NotFound`](kredo_domain::loan_application::LoanApplicationError),
    /// also for another partner's; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        (partner, id): &(AccountName, LoanApplicationId),
    ) -> Result<Versioned<LoanApplication>, AppError> {
        find_own(unit, *id, partner).await
    }
}

/// The lender looks at any application.
pub struct LookAtAny;

#[async_trait]
impl UseCase for LookAtAny {
    type Command = LoanApplicationId;
    type Output = Versioned<LoanApplication>;

    /// # Errors
    /// [`LoanApplicationError::NotFound`](kredo_domain::loan_application::LoanApplicationError), or
    /// the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        id: &LoanApplicationId,
    ) -> Result<Versioned<LoanApplication>, AppError> {
        let found = find(unit, *id).await?;
        if let Some(customer) = found.value.record().customer {
            audit::note_read(customer);
        }
        Ok(found)
    }
}
