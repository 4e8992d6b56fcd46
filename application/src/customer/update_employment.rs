//! Changing where a customer works.

use crate::{AppError, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use kredo_domain::customer::{CustomerError, Employment, EmploymentDetails, EmploymentId};

/// Puts other facts in the place of those of an employment record, all of them.
pub struct UpdateEmployment {
    recorder: Recorder,
}

/// Which record, and what it says now.
#[derive(Debug, Clone, PartialEq)]
pub struct UpdateEmploymentCommand {
    /// Which.
    pub id: EmploymentId,
    /// The facts; what is not among them is cleared.
    pub details: EmploymentDetails,
}

impl UpdateEmployment {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for UpdateEmployment {
    type Command = UpdateEmploymentCommand;
    type Output = Employment;

    /// # Errors
    /// [`CustomerError::EmploymentNotFound`], or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &UpdateEmploymentCommand,
    ) -> Result<Employment, AppError> {
        let found = unit.employments().get(command.id).await?;
        let mut employment = found.ok_or(CustomerError::EmploymentNotFound)?;
        let differs = employment.value.update(command.details.clone(), self.recorder.now());
        let result = employment.value.clone();
        if differs {
            unit.employments().update(employment).await?;
        }
        Ok(result)
    }
}
