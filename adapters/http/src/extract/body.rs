//! JSON bodies.

use super::{expect_type, read};
use crate::{
    api::{DescribeInput, Description},
    failure::{Refusal, code},
    state::SharedState,
};
use axum::extract::{FromRequest, Request};
use kredo_application::activity::Described;
use kredo_domain::FieldFault;
use serde::de::DeserializeOwned;
use serde_json::Value;

const MEDIA_TYPE: &str = "application/json";

/// A body that fits the schema published for it.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: Described + DeserializeOwned> FromRequest<SharedState> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &SharedState) -> Result<Self, Refusal> {
        expect_type(request.headers(), MEDIA_TYPE)?;
        let bytes = read(request.into_body()).await?;
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
        serde_path_to_error::deserialize(reader).map(Self).map_err(|fault| {
            let path = fault.path().to_string();
            Refusal::invalid(vec![FieldFault::new(path, "has not the form that is described")])
        })
    }
}

impl<T: Described> DescribeInput for JsonBody<T> {
    fn describe(description: &mut Description) {
        description.takes::<T>(MEDIA_TYPE);
        description.refuses_as_usual(&[
            kredo_application::code::ARGUMENT_INVALID,
            code::BODY_INVALID,
            code::BODY_TOO_LARGE,
            code::MEDIA_TYPE_UNSUPPORTED,
        ]);
    }
}
