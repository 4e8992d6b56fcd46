//! Recording where a customer works.

use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::customer::{CustomerError, CustomerId, Employment, EmploymentDetails};

/// Records where a customer works, in place of what was known.
pub struct SaveEmployment {
    recorder: Recorder,
}

/// Who works where.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveEmploymentCommand {
    /// Who.
    pub customer: CustomerId,
    /// Where.
    pub details: EmploymentDetails,
}

impl SaveEmployment {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for SaveEmployment {
    type Command = SaveEmploymentCommand;
    type Output = ();

    /// # Errors
    /// [`CustomerError::NotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &SaveEmploymentCommand,
    ) -> Result<(), AppError> {
        let SaveEmploymentCommand { customer, details } = command.clone();
        unit.customers().get(customer).await?.ok_or(CustomerError::NotFound)?;
        let now = self.recorder.now();
        if let Some(mut known) = unit.employments().of(customer).await?.pop() {
            if known.value.update(details, now) {
                unit.employments().update(known).await?;
            }
            return Ok(());
        }
        let employment = Employment::add(self.recorder.new_id(), customer, details, now);
        // Somebody recorded one since it was looked for.
        Ok(unless_raced(unit.employments().insert(&employment).await)?)
    }
}
