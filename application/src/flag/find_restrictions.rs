//! What forbids a customer a loan.

use crate::{AppError, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::{customer::CustomerId, flag::FlagDirectory};

/// Finds the flags that forbid a customer a loan. Nobody's guid has none.
pub struct FindRestrictions<'a>(
    /// Which flags there are.
    pub &'a FlagDirectory,
);

#[async_trait]
impl UseCase for FindRestrictions<'_> {
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
            let name = state.flag_type.as_str();
            let counts = state.active && self.0.restricts(&state.flag_type);
            if counts && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }
}
