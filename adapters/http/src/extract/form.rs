//! Bodies in the form encoding of browsers, which OAuth 2.0 uses.

use super::{BODY_LIMIT, expect_type, read};
use crate::{
    api::{DescribeInput, Description},
    failure::{Failure, Refusal, RouteErrors, code},
    state::SharedState,
};
use axum::extract::{FromRequest, Request};
use kredo_application::activity::Described;
use kredo_domain::FieldFault;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::marker::PhantomData;

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// A form that fits the schema published for it, at a route that declares `E`.
pub(crate) struct FormBody<T, E>(pub(crate) T, pub(crate) PhantomData<E>);

impl<T, E> FromRequest<SharedState> for FormBody<T, E>
where
    T: Described + DeserializeOwned,
    E: RouteErrors,
{
    type Rejection = Failure<E>;

    async fn from_request(request: Request, state: &SharedState) -> Result<Self, Failure<E>> {
        let admitted = state.limits().admit_guest(request.headers(), request.extensions());
        admitted.map_err(Failure::of)?;
        let form = fields(request, state).await.map_err(Failure::of)?;
        let faults = state.validators().body_faults::<T>(&form)?;
        if !faults.is_empty() {
            return Err(Failure::of(Refusal::invalid(faults)));
        }
        let read = serde_path_to_error::deserialize(form);
        let form = read.map_err(|fault: serde_path_to_error::Error<_>| {
            let path = fault.path().to_string();
            let fault = FieldFault::new(path, "has not the form that is described");
            Failure::of(Refusal::invalid(vec![fault]))
        })?;
        Ok(Self(form, PhantomData))
    }
}

/// The form as an object of texts.
async fn fields(request: Request, state: &SharedState) -> Result<Value, Refusal> {
    expect_type(request.headers(), MEDIA_TYPE)?;
    let bytes = read(request.into_body(), BODY_LIMIT, state).await?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes)
        .map_err(|_| Refusal::new(code::BODY_INVALID, "the body is no form"))?;
    let mut form = Map::new();
    let mut faults = Vec::new();
    for (name, value) in pairs {
        if form.insert(name.clone(), Value::String(value)).is_some() {
            faults.push(FieldFault::new(name, "is given more than once"));
        }
    }
    if faults.is_empty() { Ok(Value::Object(form)) } else { Err(Refusal::invalid(faults)) }
}

impl<T: Described, E> DescribeInput for FormBody<T, E> {
    fn describe(description: &mut Description) {
        description.takes::<T>(MEDIA_TYPE);
        description.refuses_as_usual(&[
            kredo_application::code::ARGUMENT_INVALID,
            code::BODY_INVALID,
            code::BODY_TOO_LARGE,
            code::MEDIA_TYPE_UNSUPPORTED,
            code::REQUEST_TOO_SLOW,
            code::REQUESTS_TOO_MANY,
        ]);
    }
}
