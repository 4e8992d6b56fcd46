//! A partner applies for its customer.

mod questionnaire;
mod request;

use super::application::partner;
use crate::{
    answer::Answer,
    caller::{Caller, PartnerOnly},
    extract::FingerprintedBody,
    failure::{Failure, Refusal, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::loan_application::CreateApplicationCommand;
use kredo_domain::loan_application::{LoanApplicationId, code};
use request::CreateApplicationRequest;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

errors! { CreateErrors:
    400 => code::QUESTIONNAIRE_INVALID,
    409 => code::LOAN_APPLICATION_ALREADY_EXISTS,
}

/// The application is recorded and being processed.
#[derive(Serialize, ToSchema)]
pub(super) struct CreatedApplication {
    /// Names the application in every later request.
    application_guid: Uuid,
}

pub(super) async fn create(
    State(state): State<SharedState>,
    caller: Caller<PartnerOnly>,
    FingerprintedBody(body, request): FingerprintedBody<CreateApplicationRequest>,
) -> Result<Answer<CreatedApplication>, Failure<CreateErrors>> {
    let partner = partner(&caller)?;
    let proposed = body.application_guid.map(LoanApplicationId::new);
    let questionnaire =
        questionnaire::read(body).map_err(|faults| Failure::of(Refusal::invalid(faults)))?;
    let command = CreateApplicationCommand { partner, proposed, request, questionnaire };
    let id = state.run_with_flow(state.create_application(), &command).await?;
    Ok(Answer(CreatedApplication { application_guid: id.guid() }))
}
