//! Guids in headers.

use crate::{
    api::{DescribeInput, Description},
    failure::{Failure, Refusal, RouteErrors},
    state::SharedState,
};
use axum::extract::FromRequestParts;
use http::request::Parts;
use kredo_domain::FieldFault;
use std::marker::PhantomData;
use uuid::Uuid;

/// Which header it is, and what it is for.
pub(crate) trait NamedHeader {
    /// As the contract writes it.
    const NAME: &'static str;
    /// One sentence for the OpenAPI document.
    const MEANING: &'static str;
}

/// The guid in a header that must be there, at a route that declares `E`.
pub(crate) struct GuidHeader<N, E>(pub(crate) Uuid, pub(crate) PhantomData<(N, E)>);

impl<N: NamedHeader, E: RouteErrors> FromRequestParts<SharedState> for GuidHeader<N, E> {
    type Rejection = Failure<E>;

    async fn from_request_parts(parts: &mut Parts, _: &SharedState) -> Result<Self, Failure<E>> {
        let bad = |text| Failure::of(Refusal::invalid(vec![FieldFault::new(N::NAME, text)]));
        let sent = parts.headers.get(N::NAME).ok_or_else(|| bad("is required"))?;
        let guid = sent.to_str().ok().and_then(|text| Uuid::parse_str(text.trim()).ok());
        Ok(Self(guid.ok_or_else(|| bad("is no guid"))?, PhantomData))
    }
}

impl<N: NamedHeader, E> DescribeInput for GuidHeader<N, E> {
    fn describe(description: &mut Description) {
        description.header_guid(N::NAME, N::MEANING);
        description.refuses_as_usual(&[kredo_application::code::ARGUMENT_INVALID]);
    }
}
