//! The REST interface of Kredo.
//!
//! A handler's types say everything about its route: what it takes, who may call it, what it
//! answers, and which codes it refuses with. The router and the OpenAPI document are made from
//! the same types, so that neither can say what the other does not do.

mod activity;
mod answer;
mod api;
mod caller;
mod card;
mod consent;
mod customer;
mod document;
mod extract;
mod failure;
mod flag;
mod health;
mod identification;
mod identity;
mod limits;
mod partner;
mod personal_data;
mod reference;
mod request;
mod serve;
mod state;
mod wire;

pub use failure::code;
pub use limits::{LimitSettings, Rate};
pub use serve::{ServerSettings, serve};
pub use state::Dependencies;

use api::{Described, Routes};
use axum::{Router, middleware, routing::get};
use kredo_application::activity::ActivityTable;
use serde_json::Value;
use state::AppState;
use std::sync::Arc;

fn routes(activities: &ActivityTable) -> Routes {
    Routes::default()
        .with(identity::routes())
        .with(activity::routes(activities))
        .with(health::routes())
        .with(api::routes())
        .with(partner::routes())
        .with(card::routes())
        .with(flag::routes())
        .with(consent::routes())
        .with(personal_data::routes())
        .with(identification::routes())
        .with(customer::routes())
        .with(document::routes())
}

/// The whole interface, ready to serve.
pub fn router(dependencies: Dependencies) -> Router {
    let (router, operations) = routes(&dependencies.activities).finish();
    let state = AppState::new(dependencies, operations);
    router
        .route("/metrics", get(health::metrics))
        .fallback(failure::no_such_route)
        .method_not_allowed_fallback(failure::no_such_method)
        .layer(middleware::from_fn_with_state(Arc::clone(&state), request::accompany))
        .with_state(state)
}

/// The OpenAPI document of the whole interface.
#[must_use]
pub fn openapi(activities: &ActivityTable) -> Value {
    api::document(&routes(activities).finish().1, activities)
}

/// The reference of error codes, as Markdown.
#[must_use]
pub fn errors(activities: &ActivityTable) -> String {
    reference::page(&Described::of(&routes(activities).finish().1))
}

/// The description of every activity, with references into [`openapi`].
#[must_use]
pub fn activities(table: &ActivityTable) -> Value {
    activity::describe(table)
}
