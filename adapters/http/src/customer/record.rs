//! Records of customers.

use crate::{
    answer::Answer,
    caller::{Caller, ClientOnly, Staff},
    extract::{CustomerGuid, GuidPath, JsonBody, NamePath, PathName},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    customer::{CreateCustomer, CreateCustomerCommand, CustomerKey, CustomerView, FindCustomer},
    read, run,
};
use kredo_domain::customer::{CustomerError, CustomerId, Login, code};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// `login`.
pub(super) struct LoginName;

impl PathName for LoginName {
    const NAME: &'static str = "login";
}

errors! { CreateErrors:
    400 => code::FAILED_TO_CREATE_CUSTOMER,
    409 => code::CUSTOMER_ALREADY_EXISTS,
}
errors! { GetErrors: 409 => code::CUSTOMER_NOT_FOUND }

/// A customer to register.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreateCustomerRequest {
    /// What it will sign in with.
    login: String,
    /// Guid of its user in the identity provider.
    login_guid: Uuid,
}

/// A customer that was registered.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreatedCustomer {
    /// Its numeric id.
    customer_id: i64,
    /// Its guid.
    customer_guid: Uuid,
}

pub(super) async fn create(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    JsonBody(request): JsonBody<CreateCustomerRequest>,
) -> Result<Answer<CreatedCustomer>, Failure<CreateErrors>> {
    let login = Login::try_new(&request.login)?;
    let command = CreateCustomerCommand { login, login_guid: Some(request.login_guid) };
    let customer = run(state.store(), &CreateCustomer::new(state.recorder()), &command).await?;
    let (customer_id, customer_guid) = (customer.state().number, customer.id().guid());
    Ok(Answer(CreatedCustomer { customer_id, customer_guid }))
}

pub(super) async fn get(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
) -> Result<Answer<CustomerView>, Failure<GetErrors>> {
    let key = CustomerKey::Guid(CustomerId::new(customer));
    Ok(Answer(read(state.store(), &FindCustomer, &key).await?.into()))
}

pub(super) async fn get_by_login(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    NamePath(login, _): NamePath<LoginName>,
) -> Result<Answer<CustomerView>, Failure<GetErrors>> {
    // A login that no customer can have is nobody's.
    let login = Login::try_new(&login).map_err(|_| CustomerError::NotFound)?;
    Ok(Answer(read(state.store(), &FindCustomer, &CustomerKey::Login(login)).await?.into()))
}

pub(super) async fn own(
    State(state): State<SharedState>,
    caller: Caller<ClientOnly>,
) -> Result<Answer<CustomerView>, Failure<GetErrors>> {
    let key = CustomerKey::Guid(caller.customer());
    Ok(Answer(read(state.store(), &FindCustomer, &key).await?.into()))
}
