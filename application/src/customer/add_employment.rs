//! Recording where a customer works, once.

use crate::{AppError, Recorder, UnitOfWork, UseCase, store::unless_raced};
use async_trait::async_trait;
use kredo_domain::customer::{CustomerError, CustomerId, Employment, EmploymentDetails};

/// Records where a customer works, of whom nothing is known about it. The same facts again are no
/// fault; [`SaveEmployment`](super::SaveEmployment) takes others over.
pub struct AddEmployment {
    recorder: Recorder,
}

/// Who works where.
#[derive(Debug, Clone, PartialEq)]
pub struct AddEmploymentCommand {
    /// Who.
    pub customer: CustomerId,
    /// Where.
    pub details: EmploymentDetails,
}

impl AddEmployment {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder) -> Self {
        Self { recorder }
    }
}

#[async_trait]
impl UseCase for AddEmployment {
    type Command = AddEmploymentCommand;
    type Output = Employment;

    /// # Errors
    /// [`CustomerError::NotFound`]; [`CustomerError::EmploymentAlreadyExists`] where something else
    /// is known; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        command: &AddEmploymentCommand,
    ) -> Result<Employment, AppError> {
        let AddEmploymentCommand { customer, details } = command.clone();
        unit.customers().get(customer).await?.ok_or(CustomerError::NotFound)?;
        if let Some(known) = unit.employments().of(customer).await?.pop() {
            return if *known.value.details() == details {
                Ok(known.value)
            } else {
                Err(CustomerError::EmploymentAlreadyExists.into())
            };
        }
        let (id, now) = (self.recorder.new_id(), self.recorder.now());
        let employment = Employment::add(id, customer, details, now);
        // Somebody recorded one since it was looked for.
        unless_raced(unit.employments().insert(&employment).await)?;
        Ok(employment)
    }
}
