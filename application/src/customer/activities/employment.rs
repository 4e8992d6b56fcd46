//! `EmploymentActivity`, `EmploymentActivityV2`.

mod view;

pub use view::EmploymentView;

use crate::{
    AppError, Recorder, UnitOfWork, UseCase,
    activity::{Guid, LocalActivity},
    customer::{
        AddEmployment, AddEmploymentCommand, CustomerKey, FindCustomer, UpdateEmployment,
        UpdateEmploymentCommand,
    },
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    customer::{CustomerError, CustomerId, EmploymentId, code},
};
use view::{EmploymentFacts, EmploymentToAdd};

/// Records where a customer works; answers nothing.
pub(super) struct Add(AddEmployment);

impl Add {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(AddEmployment::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for Add {
    const NAME: &'static str = "EmploymentActivity#add";
    const ARGUMENTS: &'static [&'static str] = &["employment"];
    const ERRORS: &'static [ErrorCode] =
        &[code::CUSTOMER_NOT_FOUND, code::EMPLOYMENT_FOR_CUSTOMER_ALREADY_EXIST];
    type Arguments = (EmploymentToAdd,);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (employment,): (EmploymentToAdd,),
    ) -> Result<Option<()>, AppError> {
        let (customer, details) = employment.into_parts();
        self.0.execute_in(unit, &AddEmploymentCommand { customer, details }).await?;
        Ok(None)
    }
}

/// Changes where a customer works; what is left out is cleared.
pub(super) struct Update(UpdateEmployment);

impl Update {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(UpdateEmployment::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for Update {
    const NAME: &'static str = "EmploymentActivity#update";
    const ARGUMENTS: &'static [&'static str] = &["employmentGuid", "employment"];
    const ERRORS: &'static [ErrorCode] = &[code::EMPLOYMENT_NOT_FOUND];
    type Arguments = (Guid, EmploymentFacts);
    type Output = EmploymentView;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), facts): (Guid, EmploymentFacts),
    ) -> Result<Option<EmploymentView>, AppError> {
        let id = EmploymentId::new(id);
        let command = UpdateEmploymentCommand { id, details: facts.into() };
        let employment = self.0.execute_in(unit, &command).await?;
        Ok(Some((&employment).into()))
    }
}

/// Tells where a customer works. The manual names it by the second version of the interface; it is
/// answered under the first one as well.
pub(super) struct Find<const V2: bool>;

#[async_trait]
impl<const V2: bool> LocalActivity for Find<V2> {
    const NAME: &'static str = if V2 {
        "EmploymentActivityV2#findByCustomerGuid"
    } else {
        "EmploymentActivity#findByCustomerGuid"
    };
    const ARGUMENTS: &'static [&'static str] = &["customerGuid"];
    const ERRORS: &'static [ErrorCode] = &[code::CUSTOMER_NOT_FOUND, code::EMPLOYMENT_NOT_FOUND];
    type Arguments = (Guid,);
    type Output = EmploymentView;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(customer),): (Guid,),
    ) -> Result<Option<EmploymentView>, AppError> {
        let key = CustomerKey::Guid(CustomerId::new(customer));
        let customer = FindCustomer.execute_in(unit, &key).await?;
        let found = unit.employments().of(customer.value.id()).await?.pop();
        let employment = found.ok_or(CustomerError::EmploymentNotFound)?;
        Ok(Some((&employment.value).into()))
    }
}
