//! The REST interface of Kredo.
//!
//! A handler's types say everything about its route: what it takes, who may call it, what it
//! answers, and which codes it refuses with. The router and the OpenAPI document are made from
//! the same types, so that neither can say what the other does not do.

mod activity;
mod answer;
mod api;
mod caller;
mod extract;
mod failure;
mod health;
mod identity;
mod partner;
mod reference;
mod request;
mod state;
mod wire;

pub use failure::code;
pub use state::Dependencies;

use api::Routes;
use axum::{Router, middleware};
use kredo_application::activity::ActivityTable;
use serde_json::Value;
use state::AppState;
use std::{io, sync::Arc};
use tokio::net::TcpListener;

fn routes(activities: &ActivityTable) -> Routes {
    Routes::default()
        .with(identity::routes())
        .with(activity::routes(activities))
        .with(health::routes())
        .with(api::routes())
        .with(partner::routes())
}

/// The whole interface, ready to serve.
pub fn router(dependencies: Dependencies) -> Router {
    let (router, described) = routes(&dependencies.activities).finish();
    let document = api::document(described, &dependencies.activities);
    let state = AppState::new(dependencies, document);
    router
        .fallback(failure::no_such_route)
        .method_not_allowed_fallback(failure::no_such_method)
        .layer(middleware::from_fn_with_state(Arc::clone(&state), request::accompany))
        .with_state(state)
}

/// Serves the interface until `stop` ends, then ends what has begun.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    dependencies: Dependencies,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, router(dependencies)).with_graceful_shutdown(stop).await
}

/// The OpenAPI document of the whole interface.
#[must_use]
pub fn openapi(activities: &ActivityTable) -> Value {
    api::document(routes(activities).finish().1, activities)
}

/// The reference of error codes, as Markdown.
#[must_use]
pub fn errors(activities: &ActivityTable) -> String {
    reference::page(&routes(activities).finish().1)
}

/// The description of every activity, with references into [`openapi`].
#[must_use]
pub fn activities(table: &ActivityTable) -> Value {
    activity::describe(table)
}
