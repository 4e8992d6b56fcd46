//! Whether the server lives, and whether it can work.

use crate::{
    answer::Answer,
    api::Routes,
    failure::{Failure, NoErrors},
    state::SharedState,
};
use axum::{extract::State, response::IntoResponse};
use http::header;
use kredo_application::outbox::Outbox;
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) fn routes() -> Routes {
    Routes::of("operations")
        .get("/health/live", ("health.live", "Whether the process answers"), live)
        .get("/health/ready", ("health.ready", "Whether the database answers as well"), ready)
}

/// What Prometheus reads. It is no part of the described interface.
pub(crate) async fn metrics(State(state): State<SharedState>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], state.metrics())
}

/// How it is.
#[derive(Serialize, ToSchema)]
struct Health {
    /// `UP`.
    status: &'static str,
}

async fn live() -> Answer<Health> {
    Answer(Health { status: "UP" })
}

async fn ready(State(state): State<SharedState>) -> Result<Answer<Health>, Failure<NoErrors>> {
    let mut unit = state.store().reader().await?;
    Outbox::pending(unit.outbox(), 1).await?;
    Ok(Answer(Health { status: "UP" }))
}
