//! A partner uploads a file.

use super::application::{ApplicationPath, Recorded, partner};
use crate::{
    answer::Answer,
    caller::{Caller, PartnerOnly},
    extract::JsonBody,
    failure::{Failure, errors},
    state::SharedState,
};
use axum::extract::State;
use base64::{Engine, prelude::BASE64_STANDARD};
use kredo_application::{
    code as common,
    file::{LARGEST_FILE, code as file},
    loan_application::UploadFileCommand,
};
use kredo_domain::loan_application::{LoanApplicationId, code};
use serde::Deserialize;
use utoipa::ToSchema;

/// The largest body of an upload, bytes: the largest file in base64, and room for its names.
const UPLOAD_LIMIT: usize = LARGEST_FILE.div_ceil(3) * 4 + 16 * 1024;

errors! { UploadErrors:
    400 => file::FILE_TYPE_REFUSED,
    413 => file::FILE_TOO_LARGE,
    404 => code::LOAN_APPLICATION_NOT_FOUND,
    409 => code::ACTION_OUT_OF_TURN,
    409 => code::LOAN_APPLICATION_FILES_TOO_MANY,
    409 => common::OUTSIDE_REFUSED,
    503 => common::OUTSIDE_UNAVAILABLE,
}

/// A file.
#[derive(Deserialize, ToSchema)]
pub(super) struct UploadFileRequest {
    /// What it shows: `CUSTOMER_PHOTO`. Required; `fileType` is read as well.
    #[schema(min_length = 1, max_length = 100)]
    file_type: Option<String>,
    /// The same under the other name that the manual prints.
    #[serde(rename = "fileType")]
    #[schema(min_length = 1, max_length = 100)]
    other_file_type: Option<String>,
    /// Its format: `jpeg`.
    #[schema(min_length = 1, max_length = 100)]
    format: String,
    /// Its bytes in base64; a text that is no base64 is kept as it is.
    content: String,
}

pub(super) async fn upload_file(
    State(state): State<SharedState>,
    caller: Caller<PartnerOnly>,
    application: ApplicationPath,
    JsonBody(request): JsonBody<UploadFileRequest, UPLOAD_LIMIT>,
) -> Result<Answer<Recorded>, Failure<UploadErrors>> {
    let kind = request.file_type.or(request.other_file_type);
    let command = UploadFileCommand {
        partner: partner(&caller)?,
        application: LoanApplicationId::new(application.0),
        kind: kind.ok_or_else(|| Failure::missing("file_type"))?,
        format: request.format,
        bytes: BASE64_STANDARD
            .decode(&request.content)
            .unwrap_or_else(|_| request.content.into_bytes()),
    };
    state.upload_file().execute(command).await?;
    Ok(Answer(Recorded {}))
}
