//! The document at its address.

use crate::{answer::Answer, state::SharedState};
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// An OpenAPI document.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub(super) struct OpenApiDocument(Value);

pub(super) async fn get(State(state): State<SharedState>) -> Answer<OpenApiDocument> {
    Answer(OpenApiDocument(state.document().clone()))
}
