//! `CustomerActivity`, `CustomerLoginActivity`.

use super::view::{ActivityCustomer, CustomerChanges, CustomerLogin, RegisteredCustomer};
use crate::{
    AppError, Recorder, UnitOfWork, UseCase, Versioned,
    activity::{Guid, LocalActivity},
    customer::{
        CreateCustomer, CreateCustomerCommand, CustomerKey, FindCustomer, PatchCustomer,
        PatchCustomerCommand,
    },
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    customer::{Customer, CustomerError, CustomerId, Login, code},
};

/// Registers a customer.
pub(super) struct Create(CreateCustomer);

impl Create {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(CreateCustomer::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for Create {
    const NAME: &'static str = "CustomerActivity#create";
    const ARGUMENTS: &'static [&'static str] = &["login"];
    const ERRORS: &'static [ErrorCode] =
        &[code::CUSTOMER_ALREADY_EXISTS, code::FAILED_TO_CREATE_CUSTOMER];
    type Arguments = (String,);
    type Output = RegisteredCustomer;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (login,): (String,),
    ) -> Result<Option<RegisteredCustomer>, AppError> {
        let login = Login::try_new(&login)?;
        let command = CreateCustomerCommand { login, login_guid: None };
        let customer = self.0.execute_in(unit, &command).await?;
        Ok(Some((&customer).into()))
    }
}

/// Changes what is known about a customer.
pub(super) struct Patch(PatchCustomer);

impl Patch {
    pub(super) fn new(recorder: &Recorder) -> Self {
        Self(PatchCustomer::new(recorder.clone()))
    }
}

#[async_trait]
impl LocalActivity for Patch {
    const NAME: &'static str = "CustomerActivity#patch";
    const ARGUMENTS: &'static [&'static str] = &["customer"];
    const ERRORS: &'static [ErrorCode] =
        &[code::CUSTOMER_NOT_FOUND, code::CUSTOMER_VERSION_MISMATCH];
    type Arguments = (CustomerChanges,);
    type Output = ActivityCustomer;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (changes,): (CustomerChanges,),
    ) -> Result<Option<ActivityCustomer>, AppError> {
        let customer = CustomerId::new(changes.guid);
        let version = changes.version;
        let (person, additional_data) = changes.into_parts();
        let command = PatchCustomerCommand { customer, version, person, additional_data };
        let customer = self.0.execute_in(unit, &command).await?;
        Ok(Some((&customer).into()))
    }
}

async fn find(
    unit: &mut dyn UnitOfWork,
    key: CustomerKey,
) -> Result<Versioned<Customer>, AppError> {
    FindCustomer.execute_in(unit, &key).await
}

/// A login that no customer can have is nobody's.
fn login_key(login: &str) -> Result<CustomerKey, CustomerError> {
    Login::try_new(login).map(CustomerKey::Login).map_err(|_| CustomerError::NotFound)
}

macro_rules! look_up {
    ($(#[$doc:meta])* $activity:ident, $name:literal, $argument:literal: $type:ty,
     $output:ty, $key:expr) => {
        $(#[$doc])*
        pub(super) struct $activity;

        #[async_trait]
        impl LocalActivity for $activity {
            const NAME: &'static str = $name;
            const ARGUMENTS: &'static [&'static str] = &[$argument];
            const ERRORS: &'static [ErrorCode] = &[code::CUSTOMER_NOT_FOUND];
            type Arguments = ($type,);
            type Output = $output;

            async fn run(
                &self,
                unit: &mut dyn UnitOfWork,
                (argument,): ($type,),
            ) -> Result<Option<$output>, AppError> {
                let key: fn($type) -> Result<CustomerKey, CustomerError> = $key;
                let customer = find(unit, key(argument)?).await?;
                Ok(Some((&customer).into()))
            }
        }
    };
}

look_up!(
    /// Finds a customer by its login.
    GetByLogin, "CustomerActivity#getByLogin", "login": String,
    ActivityCustomer, |login| login_key(&login)
);
look_up!(
    /// Finds a customer by its numeric id.
    GetById, "CustomerActivity#getById", "id": i64,
    ActivityCustomer, |id| Ok(CustomerKey::Number(id))
);
look_up!(
    /// Finds a customer by its guid.
    GetByGuid, "CustomerActivity#getByGuid", "guid": Guid,
    ActivityCustomer, |Guid(guid)| Ok(CustomerKey::Guid(CustomerId::new(guid)))
);
look_up!(
    /// Tells what a customer signs in with.
    FindLogin, "CustomerLoginActivity#find", "guid": Guid,
    CustomerLogin, |Guid(guid)| Ok(CustomerKey::Guid(CustomerId::new(guid)))
);
