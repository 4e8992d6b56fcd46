//! Actions of a partner.

use crate::{
    answer::Answer,
    caller::{Caller, PartnerOnly},
    extract::{FingerprintedBody, GuidPath, JsonBody, PathName},
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::{
    AppError,
    loan_application::{ActCommand, PartnerAction},
};
use kredo_domain::{
    identity::AccountName,
    loan_application::{Confirmation, LoanApplicationId, code},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `applicationGuid`, as answered to the creation.
pub(super) struct ApplicationGuid;

impl PathName for ApplicationGuid {
    const NAME: &'static str = "applicationGuid";
}

pub(super) type ApplicationPath = GuidPath<ApplicationGuid>;

errors! { SelectErrors:
    404 => code::LOAN_APPLICATION_NOT_FOUND,
    409 => code::ACTION_OUT_OF_TURN,
    409 => code::OFFER_EXPIRED,
}

errors! { ConfirmErrors:
    404 => code::LOAN_APPLICATION_NOT_FOUND,
    409 => code::ACTION_OUT_OF_TURN,
    409 => code::TASK_ALREADY_COMPLETED,
}

errors! { CancelErrors:
    404 => code::LOAN_APPLICATION_NOT_FOUND,
    409 => code::ACTION_OUT_OF_TURN,
    409 => code::TASK_ALREADY_COMPLETED,
    409 => code::POINT_OF_NO_RETURN,
}

/// Recorded. What comes of it, the status tells.
#[derive(Serialize, ToSchema)]
pub(super) struct Recorded {}

type Recording<E> = Result<Answer<Recorded>, Failure<E>>;

/// The partner that a token was issued to.
pub(super) fn partner(caller: &Caller<PartnerOnly>) -> Result<AccountName, AppError> {
    Ok(AccountName::try_new(caller.authorized_party())?)
}

async fn act<E>(
    state: &SharedState,
    caller: &Caller<PartnerOnly>,
    application: ApplicationPath,
    action: PartnerAction,
) -> Recording<E> {
    let application = LoanApplicationId::new(application.0);
    let command = ActCommand { partner: partner(caller)?, application, action };
    let answer = state.run_with_flow(state.act(), &command).await?;
    match answer.refusal() {
        Some(refusal) => Err(refusal.into()),
        None => Ok(Answer(Recorded {})),
    }
}

pub(super) async fn select_offer(
    State(state): State<SharedState>,
    caller: Caller<PartnerOnly>,
    application: ApplicationPath,
) -> Recording<SelectErrors> {
    act(&state, &caller, application, PartnerAction::SelectOffer).await
}

/// What the partner confirms.
#[derive(Deserialize, ToSchema)]
pub(super) struct ConfirmRequest {
    /// The day or instant at which the goods were handed over, in ISO 8601; kept and shown, it
    /// moves no money.
    #[schema(pattern = r"^\d{4}-\d{2}-\d{2}([T ].*)?$")]
    confirm_date: String,
}

pub(super) async fn confirm(
    State(state): State<SharedState>,
    caller: Caller<PartnerOnly>,
    application: ApplicationPath,
    FingerprintedBody(request, body): FingerprintedBody<ConfirmRequest>,
) -> Recording<ConfirmErrors> {
    let confirmation = Confirmation { confirm_date: request.confirm_date, body };
    act(&state, &caller, application, PartnerAction::Confirm(confirmation)).await
}

/// Why nobody wants the loan any more.
#[derive(Deserialize, ToSchema)]
pub(super) struct CancelRequest {
    /// In the partner's words.
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
}

pub(super) async fn cancel(
    State(state): State<SharedState>,
    caller: Caller<PartnerOnly>,
    application: ApplicationPath,
    JsonBody(request): JsonBody<CancelRequest>,
) -> Recording<CancelErrors> {
    let action = PartnerAction::Cancel { reason: request.reason };
    act(&state, &caller, application, action).await
}
