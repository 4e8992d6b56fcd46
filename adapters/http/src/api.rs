//! Routes with their descriptions.

mod description;
mod endpoint;
mod published;
mod routes;

pub(crate) use description::Description;
pub(crate) use endpoint::{DescribeAnswer, DescribeInput, Endpoint};
pub(crate) use routes::{Operation, Routes};

use kredo_application::activity::{ActivityTable, Schemas};
use kredo_domain::ErrorCode;
use serde_json::Value;
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, License, OpenApiBuilder, Paths,
    security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

/// The document itself.
pub(crate) fn routes() -> Routes {
    let about = ("openapi.get", "This description");
    Routes::of("operations").get("/openapi.json", about, published::get)
}

/// The name of the security scheme of bearer tokens.
pub(crate) const BEARER: &str = "bearer";

/// What the routes say of themselves.
#[derive(Default)]
pub(crate) struct Described {
    pub(crate) paths: Paths,
    pub(crate) schemas: Schemas,
    /// Which operation refuses with which code under which status.
    pub(crate) refusals: Vec<(&'static str, u16, ErrorCode)>,
    /// How many operations there are.
    pub(crate) operations: usize,
}

impl Described {
    /// Asks the types of every operation.
    pub(crate) fn of(operations: &[Operation]) -> Self {
        let mut described = Self { operations: operations.len(), ..Self::default() };
        for operation in operations {
            operation.describe(&mut described);
        }
        described
    }
}

/// The OpenAPI document: the routes, and the schemas that the activities refer to.
pub(crate) fn document(operations: &[Operation], activities: &ActivityTable) -> Value {
    let described = Described::of(operations);
    let mut schemas = described.schemas;
    activities.describe(&mut schemas);
    let mut components = ComponentsBuilder::new();
    for (name, schema) in schemas {
        components = components.schema(name, schema);
    }
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    let info = InfoBuilder::new()
        .title("Kredo")
        .description(Some("An open lending core"))
        .version(env!("CARGO_PKG_VERSION"))
        .license(Some(License::new("Apache-2.0 OR MIT")));
    let components = components.security_scheme(BEARER, SecurityScheme::Http(bearer)).build();
    let document = OpenApiBuilder::new()
        .info(info.build())
        .paths(described.paths)
        .components(Some(components))
        .build();
    // A map with text keys and plain values always is JSON.
    serde_json::to_value(document).unwrap_or_default()
}
