//! Guids in addresses.

use crate::{
    api::{DescribeInput, Description},
    failure::Refusal,
    state::SharedState,
};
use axum::extract::{FromRequestParts, RawPathParams};
use http::request::Parts;
use kredo_domain::FieldFault;
use std::marker::PhantomData;
use uuid::Uuid;

/// Which part of the address it is.
pub(crate) trait PathName {
    /// As between the braces.
    const NAME: &'static str;
}

/// The guid in the address.
pub(crate) struct GuidPath<N>(pub(crate) Uuid, pub(crate) PhantomData<N>);

impl<N: PathName> FromRequestParts<SharedState> for GuidPath<N> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &SharedState) -> Result<Self, Refusal> {
        let bad = || Refusal::invalid(vec![FieldFault::new(N::NAME, "is no guid")]);
        let all = RawPathParams::from_request_parts(parts, state).await.map_err(|_| bad())?;
        let (_, text) = all.iter().find(|(name, _)| *name == N::NAME).ok_or_else(bad)?;
        Ok(Self(Uuid::parse_str(text).map_err(|_| bad())?, PhantomData))
    }
}

impl<N: PathName> DescribeInput for GuidPath<N> {
    fn describe(description: &mut Description) {
        description.path_guid(N::NAME);
        description.refuses_as_usual(&[kredo_application::code::ARGUMENT_INVALID]);
    }
}
