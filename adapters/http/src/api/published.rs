//! The document at its address.

use crate::{answer::Answer, state::SharedState};
use axum::extract::State;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

/// An OpenAPI document.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub(super) struct OpenApiDocument(Box<RawValue>);

pub(super) async fn get(State(state): State<SharedState>) -> Answer<OpenApiDocument> {
    Answer(OpenApiDocument(state.document().to_owned()))
}
