//! Activities over HTTP: `/utt`.

mod execute;

use crate::api::Routes;
use kredo_application::activity::{ActivityTable, Schemas};
use serde_json::Value;

/// The routes, for the activities that can be run through them.
pub(crate) fn routes(table: &ActivityTable) -> Routes {
    Routes::of("gateway").refusing(table.errors()).post(
        "/utt/api/v1/execute",
        ("gw.activity.execute", "Run an activity"),
        execute::execute,
    )
}

/// The description of every activity, as `kredo activities` prints it.
pub(crate) fn describe(table: &ActivityTable) -> Value {
    // A list of texts and schemas always is JSON.
    serde_json::to_value(table.describe(&mut Schemas::new())).unwrap_or_default()
}
