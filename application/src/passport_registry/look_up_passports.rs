//! Whether passports stand in the register.

use crate::{AppError, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{passport_registry::PassportKey, scoring::PassportRegisterAnswer};

/// Looks passports up in the register.
pub struct LookUpPassports;

#[async_trait]
impl UseCase for LookUpPassports {
    /// The passports of one person.
    type Command = [PassportKey];
    /// Whether any of them is listed; `None` when no edition was ever imported.
    type Output = Option<PassportRegisterAnswer>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        passports: &[PassportKey],
    ) -> Result<Option<PassportRegisterAnswer>, AppError> {
        let Some(edition) = unit.passport_register().edition().await? else { return Ok(None) };
        let mut is_listed = false;
        for passport in passports {
            is_listed |= unit.passport_register().is_listed(*passport).await?;
        }
        Ok(Some(PassportRegisterAnswer { edition: edition.date(), is_listed }))
    }
}
