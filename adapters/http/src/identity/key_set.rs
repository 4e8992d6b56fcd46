//! The public keys of tokens.

use crate::{answer::Answer, state::SharedState};
use axum::extract::State;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A JSON Web Key Set (RFC 7517).
#[derive(Serialize, ToSchema)]
pub(super) struct KeySet {
    /// The keys; the newest signs.
    #[schema(value_type = Vec<Object>)]
    keys: Value,
}

pub(super) async fn get(State(state): State<SharedState>) -> Answer<KeySet> {
    let keys = state.tokens().key_set();
    Answer(KeySet { keys: keys.get("keys").cloned().unwrap_or_default() })
}
