//! Finding an application for whoever asks.

use crate::{AppError, UnitOfWork, Versioned};
use kredo_domain::{
    identity::AccountName,
    loan_application::{LoanApplication, LoanApplicationError, LoanApplicationId},
};

/// The application of that guid.
///
/// # Errors
/// [`LoanApplicationError::NotFound`], or the store's.
pub(super) async fn find(
    unit: &mut dyn UnitOfWork,
    id: LoanApplicationId,
) -> Result<Versioned<LoanApplication>, AppError> {
    Ok(unit.loan_applications().get(id).await?.ok_or(LoanApplicationError::NotFound)?)
}

/// The application of that guid, if it is this partner's: another partner's is not there.
///
/// # Errors
/// [`LoanApplicationError::NotFound`], or the store's.
pub(super) async fn find_own(
    unit: &mut dyn UnitOfWork,
    id: LoanApplicationId,
    partner: &AccountName,
) -> Result<Versioned<LoanApplication>, AppError> {
    let found = find(unit, id).await?;
    if found.value.record().partner == *partner {
        Ok(found)
    } else {
        Err(LoanApplicationError::NotFound.into())
    }
}
