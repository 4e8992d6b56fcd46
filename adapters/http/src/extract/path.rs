//! Parts of addresses: guids and names.

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

/// `customerGuid`, of which much of the registry is.
pub(crate) struct CustomerGuid;

impl PathName for CustomerGuid {
    const NAME: &'static str = "customerGuid";
}

/// The guid in the address.
pub(crate) struct GuidPath<N>(pub(crate) Uuid, pub(crate) PhantomData<N>);

impl<N: PathName> FromRequestParts<SharedState> for GuidPath<N> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &SharedState) -> Result<Self, Refusal> {
        let text = part(N::NAME, parts, state).await?;
        let guid = Uuid::parse_str(&text).map_err(|_| bad(N::NAME, "is no guid"))?;
        Ok(Self(guid, PhantomData))
    }
}

/// The name in the address, as it is written there.
pub(crate) struct NamePath<N>(pub(crate) String, pub(crate) PhantomData<N>);

impl<N: PathName> FromRequestParts<SharedState> for NamePath<N> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &SharedState) -> Result<Self, Refusal> {
        let text = part(N::NAME, parts, state).await?;
        if text.contains('\0') {
            return Err(bad(N::NAME, "contains the character U+0000"));
        }
        Ok(Self(text, PhantomData))
    }
}

fn bad(name: &'static str, message: &'static str) -> Refusal {
    Refusal::invalid(vec![FieldFault::new(name, message)])
}

async fn part(
    name: &'static str,
    parts: &mut Parts,
    state: &SharedState,
) -> Result<String, Refusal> {
    let unreadable = || bad(name, "cannot be read");
    let all = RawPathParams::from_request_parts(parts, state).await.map_err(|_| unreadable())?;
    let found = all.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| text.to_owned()).ok_or_else(unreadable)
}

impl<N: PathName> DescribeInput for GuidPath<N> {
    fn describe(description: &mut Description) {
        description.path_guid(N::NAME);
        description.refuses_as_usual(&[kredo_application::code::ARGUMENT_INVALID]);
    }
}

impl<N: PathName> DescribeInput for NamePath<N> {
    fn describe(description: &mut Description) {
        description.path_name(N::NAME);
        description.refuses_as_usual(&[kredo_application::code::ARGUMENT_INVALID]);
    }
}
