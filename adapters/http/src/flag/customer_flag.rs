//! Flags on customers.

use crate::{
    answer::Answer,
    caller::{Caller, ClientOnly, Staff},
    extract::{CustomerGuid, GuidPath, JsonBody, PathName},
    failure::{Failure, NoErrors, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    flag::{
        AddFlag, CustomerFlagView, FindRestrictions, FlagCommand, ListFlags, TakeOffFlag,
        TakeOffFlagCommand,
    },
    read, run,
};
use kredo_domain::{
    customer::{CustomerId, code::CUSTOMER_NOT_FOUND},
    flag::{CustomerFlagId, FlagName, code},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `flagGuid`.
pub(super) struct FlagGuid;

impl PathName for FlagGuid {
    const NAME: &'static str = "flagGuid";
}

errors! { AddErrors:
    409 => CUSTOMER_NOT_FOUND,
    409 => code::FLAG_TYPE_NOT_FOUND,
    409 => code::FLAG_REASON_NOT_FOUND,
    409 => code::FLAG_REASON_INCOMPATIBLE_WITH_TYPE,
    409 => code::INVALID_FLAG_STATE,
}
errors! { RemoveErrors:
    409 => CUSTOMER_NOT_FOUND,
    409 => code::CUSTOMER_FLAG_NOT_FOUND,
}
errors! { ListErrors: 409 => CUSTOMER_NOT_FOUND }

/// Which flag to put on.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AddFlagRequest {
    /// Name of its type: `BLACK_LIST`.
    type_name: String,
    /// Name of the reason: `TERRORIST`.
    reason_name: String,
}

/// Flags of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct CustomerFlagsView {
    /// Those that are on and those that were, oldest first.
    flags: Vec<CustomerFlagView>,
}

/// Nothing more to say.
#[derive(Serialize, ToSchema)]
pub(super) struct Removed {}

pub(super) async fn add(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    JsonBody(request): JsonBody<AddFlagRequest>,
) -> Result<Answer<CustomerFlagView>, Failure<AddErrors>> {
    let command = FlagCommand {
        customer: CustomerId::new(customer),
        flag_type: FlagName::new(&request.type_name),
        reason: FlagName::new(&request.reason_name),
    };
    let flag = run(state.store(), &AddFlag::new(state.recorder()), &command).await?;
    Ok(Answer(flag.into()))
}

pub(super) async fn remove(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
    GuidPath(flag, _): GuidPath<FlagGuid>,
) -> Result<Answer<Removed>, Failure<RemoveErrors>> {
    let (customer, flag) = (CustomerId::new(customer), CustomerFlagId::new(flag));
    let command = TakeOffFlagCommand { customer, flag };
    run(state.store(), &TakeOffFlag::new(state.recorder()), &command).await?;
    Ok(Answer(Removed {}))
}

pub(super) async fn list(
    State(state): State<SharedState>,
    _: Caller<Staff>,
    GuidPath(customer, _): GuidPath<CustomerGuid>,
) -> Result<Answer<CustomerFlagsView>, Failure<ListErrors>> {
    let flags = read(state.store(), &ListFlags, &CustomerId::new(customer)).await?;
    let flags = flags.into_iter().map(CustomerFlagView::from).collect();
    Ok(Answer(CustomerFlagsView { flags }))
}

/// Whether something forbids the client a loan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct RestrictionsView {
    /// Whether a flag does; which one is the lender's affair.
    has_restrictions: bool,
}

pub(super) async fn restrictions(
    State(state): State<SharedState>,
    caller: Caller<ClientOnly>,
) -> Result<Answer<RestrictionsView>, Failure<NoErrors>> {
    let found = read(state.store(), &FindRestrictions, &caller.customer()).await?;
    Ok(Answer(RestrictionsView { has_restrictions: !found.is_empty() }))
}
