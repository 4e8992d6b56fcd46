//! What forbids a customer a loan.

use crate::{AppError, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::customer::CustomerId;

/// Finds the flags that forbid a customer a loan. Nobody's guid has none.
pub struct FindRestrictions;

#[async_trait]
impl UseCase for FindRestrictions {
    type Command = CustomerId;
    /// Names of their types, each once, the one that was set first first.
    type Output = Vec<String>;

    /// # Errors
    /// The store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: &CustomerId,
    ) -> Result<Vec<String>, AppError> {
        let mut names: Vec<String> = Vec::new();
        for flag in unit.flags().of(*customer).await? {
            let state = flag.value.state();
            let name = state.flag.flag_type.as_str();
            if !state.active || names.iter().any(|known| known == name) {
                continue;
            }
            let flag_type = unit.flag_types().get(state.flag.flag_type_guid).await?;
            // One whose type is lost restricts: somebody had set it for a reason, and nobody can
            // tell any more that it was harmless.
            if flag_type.is_none_or(|flag_type| flag_type.value.facts().restricts) {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }
}
