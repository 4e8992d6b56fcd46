//! The code that signs the contract.

use super::application::{ApplicationPath, Recorded, partner};
use crate::{
    answer::Answer,
    caller::{Caller, PartnerOnly},
    extract::JsonBody,
    failure::{Failure, RouteErrors, errors},
    state::SharedState,
};
use axum::extract::State;
use kredo_application::loan_application::{CodeAnswer, RequestOtpCommand, SignCommand};
use kredo_domain::{
    loan_application::{LoanApplicationId, code},
    otp::code as otp,
};
use serde::Deserialize;
use utoipa::ToSchema;

errors! { SendOtpErrors:
    404 => code::LOAN_APPLICATION_NOT_FOUND,
    404 => otp::OTP_NOT_FOUND,
    409 => code::ACTION_OUT_OF_TURN,
    409 => code::OFFER_EXPIRED,
    409 => otp::OTP_LIMIT_EXCEEDED,
    409 => otp::OTP_ALREADY_USED,
}

errors! { SignErrors:
    400 => otp::OTP_INVALID,
    404 => code::LOAN_APPLICATION_NOT_FOUND,
    404 => otp::OTP_NOT_FOUND,
    409 => code::ACTION_OUT_OF_TURN,
    409 => code::TASK_ALREADY_COMPLETED,
    409 => code::OFFER_EXPIRED,
    409 => otp::OTP_EXPIRED,
    409 => otp::OTP_ATTEMPTS_EXCEEDED,
    409 => otp::OTP_DOCUMENT_MISMATCH,
    409 => otp::OTP_PHONE_MISMATCH,
    409 => otp::OTP_ALREADY_USED,
}

/// What was decided is stored; now it is told.
fn told<E: RouteErrors>(answer: CodeAnswer) -> Result<Answer<Recorded>, Failure<E>> {
    match answer {
        CodeAnswer::Refused(refusal) => Err(refusal.into()),
        CodeAnswer::Answered(answer) => match answer.refusal() {
            Some(refusal) => Err(refusal.into()),
            None => Ok(Answer(Recorded {})),
        },
    }
}

pub(super) async fn send_otp(
    State(state): State<SharedState>,
    caller: Caller<PartnerOnly>,
    application: ApplicationPath,
) -> Result<Answer<Recorded>, Failure<SendOtpErrors>> {
    let application = LoanApplicationId::new(application.0);
    let command = RequestOtpCommand { partner: partner(&caller)?, application };
    told(state.run_with_flow(state.request_otp(), &command).await?)
}

/// The customer's code.
#[derive(Deserialize, ToSchema)]
pub(super) struct SignRequest {
    /// As it was entered, from the message.
    #[schema(min_length = 1, max_length = 100)]
    code: String,
}

pub(super) async fn sign(
    State(state): State<SharedState>,
    caller: Caller<PartnerOnly>,
    application: ApplicationPath,
    JsonBody(request): JsonBody<SignRequest>,
) -> Result<Answer<Recorded>, Failure<SignErrors>> {
    let application = LoanApplicationId::new(application.0);
    let command = SignCommand { partner: partner(&caller)?, application, code: request.code };
    told(state.run_with_flow(state.sign(), &command).await?)
}
