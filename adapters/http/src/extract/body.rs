//! JSON bodies.

use super::{BODY_LIMIT, expect_type, read};
use crate::{
    api::{DescribeInput, Description},
    failure::{Refusal, code},
    state::SharedState,
};
use axum::extract::{FromRequest, Request};
use kredo_application::activity::Described;
use kredo_domain::{FieldFault, loan_application::Fingerprint};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};

const MEDIA_TYPE: &str = "application/json";

/// A body of at most `LIMIT` bytes that fits the schema published for it.
pub(crate) struct JsonBody<T, const LIMIT: usize = BODY_LIMIT>(pub(crate) T);

/// As [`JsonBody`], with a fingerprint that tells the same body from another: of its values, not of
/// blanks or the order of its fields.
pub(crate) struct FingerprintedBody<T, const LIMIT: usize = BODY_LIMIT>(
    pub(crate) T,
    pub(crate) Fingerprint,
);

impl<T, const LIMIT: usize> FromRequest<SharedState> for JsonBody<T, LIMIT>
where
    T: Described + DeserializeOwned,
{
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &SharedState) -> Result<Self, Refusal> {
        take::<T>(request, state, LIMIT).await.map(|(body, _)| Self(body))
    }
}

impl<T, const LIMIT: usize> FromRequest<SharedState> for FingerprintedBody<T, LIMIT>
where
    T: Described + DeserializeOwned,
{
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &SharedState) -> Result<Self, Refusal> {
        let (body, json) = take::<T>(request, state, LIMIT).await?;
        // Maps keep their names in order, so equal values have equal texts.
        let digest = Sha256::digest(json.to_string());
        let text = digest.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        Ok(Self(body, Fingerprint::new(text)))
    }
}

async fn take<T: Described + DeserializeOwned>(
    request: Request,
    state: &SharedState,
    limit: usize,
) -> Result<(T, Value), Refusal> {
    expect_type(request.headers(), MEDIA_TYPE)?;
    let bytes = read(request.into_body(), limit, state).await?;
    let json: Value = serde_json::from_slice(&bytes).map_err(|fault| {
        let (line, column) = (fault.line(), fault.column());
        let message = format!("the body is no JSON from line {line}, column {column} on");
        Refusal::new(code::BODY_INVALID, message)
    })?;
    let faults = state.validators().body_faults::<T>(&json)?;
    if !faults.is_empty() {
        return Err(Refusal::invalid(faults));
    }
    // Read from the text, not from the tree: amounts must not pass through binary fractions.
    let reader = &mut serde_json::Deserializer::from_slice(&bytes);
    let body = serde_path_to_error::deserialize(reader).map_err(|fault| {
        let path = fault.path().to_string();
        Refusal::invalid(vec![FieldFault::new(path, "has not the form that is described")])
    })?;
    Ok((body, json))
}

fn describe<T: Described>(description: &mut Description) {
    description.takes::<T>(MEDIA_TYPE);
    description.refuses_as_usual(&[
        kredo_application::code::ARGUMENT_INVALID,
        code::BODY_INVALID,
        code::BODY_TOO_LARGE,
        code::MEDIA_TYPE_UNSUPPORTED,
        code::REQUEST_TOO_SLOW,
    ]);
}

impl<T: Described, const LIMIT: usize> DescribeInput for JsonBody<T, LIMIT> {
    fn describe(description: &mut Description) {
        describe::<T>(description);
    }
}

impl<T: Described, const LIMIT: usize> DescribeInput for FingerprintedBody<T, LIMIT> {
    fn describe(description: &mut Description) {
        describe::<T>(description);
    }
}
