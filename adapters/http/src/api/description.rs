//! One route's description while its types are asked.

use super::{BEARER, Described};
use crate::failure::{ErrorBody, usual_status};
use kredo_application::activity::{self, Schemas};
use kredo_domain::{ErrorCode, identity::Role};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::openapi::{
    ContentBuilder, HttpMethod, KnownFormat, RefOr, Required, ResponseBuilder, SchemaFormat, Type,
    path::{OperationBuilder, ParameterBuilder, ParameterIn},
    request_body::RequestBodyBuilder,
    schema::{AllOfBuilder, ObjectBuilder, Schema},
    security::SecurityRequirement,
};

/// Collects what the types of a handler say.
#[derive(Default)]
pub(crate) struct Description {
    operation: OperationBuilder,
    schemas: Schemas,
    answers: BTreeMap<u16, Option<RefOr<Schema>>>,
    refusals: BTreeMap<u16, BTreeSet<ErrorCode>>,
    roles: Vec<Role>,
}

impl Description {
    pub(crate) fn refuses(&mut self, status: u16, code: ErrorCode) {
        self.refusals.entry(status).or_default().insert(code);
    }
    pub(crate) fn refuses_as_usual(&mut self, codes: &[ErrorCode]) {
        for code in codes {
            self.refuses(usual_status(*code), *code);
        }
    }
    /// What every use case can end with.
    pub(crate) fn may_fail(&mut self) {
        use kredo_application::code;
        self.refuses_as_usual(&[code::INTERNAL_ERROR, code::STORE_UNAVAILABLE]);
    }

    pub(crate) fn answers<T: activity::Described>(&mut self, status: u16) {
        let schema = T::describe(&mut self.schemas);
        self.answers.insert(status, schema);
    }
    /// An answer without a body.
    pub(crate) fn answers_nothing(&mut self, status: u16) {
        self.answers.insert(status, None);
    }

    /// The schemas that a description refers to.
    pub(crate) const fn schemas(&mut self) -> &mut Schemas {
        &mut self.schemas
    }

    pub(crate) fn takes<T: activity::Described>(&mut self, media_type: &str) {
        let schema = T::describe(&mut self.schemas);
        let body = RequestBodyBuilder::new()
            .content(media_type, ContentBuilder::new().schema(schema).build())
            .required(Some(Required::True));
        self.change(|operation| operation.request_body(Some(body.build())));
    }

    /// A body of one of several types.
    pub(crate) fn takes_either<const N: usize>(&mut self, types: [(&str, RefOr<Schema>); N]) {
        let body = types.into_iter().fold(RequestBodyBuilder::new(), |body, (media, schema)| {
            body.content(media, ContentBuilder::new().schema(Some(schema)).build())
        });
        let body = body.required(Some(Required::True)).build();
        self.change(|operation| operation.request_body(Some(body)));
    }

    pub(crate) fn path_guid(&mut self, name: &str) {
        let parameter = guid(name).parameter_in(ParameterIn::Path);
        self.change(|operation| operation.parameter(parameter));
    }
    pub(crate) fn path_name(&mut self, name: &str) {
        let text = ObjectBuilder::new().schema_type(Type::String);
        let parameter = ParameterBuilder::new()
            .name(name)
            .required(Required::True)
            .schema(Some(text))
            .parameter_in(ParameterIn::Path);
        self.change(|operation| operation.parameter(parameter));
    }
    /// A parameter behind the question mark, which may be left out.
    pub(crate) fn query(&mut self, name: &str, meaning: &str, schema: impl Into<RefOr<Schema>>) {
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Query)
            .description(Some(meaning))
            .schema(Some(schema));
        self.change(|operation| operation.parameter(parameter));
    }
    pub(crate) fn header_guid(&mut self, name: &str, meaning: &str) {
        let parameter = guid(name).parameter_in(ParameterIn::Header).description(Some(meaning));
        self.change(|operation| operation.parameter(parameter));
    }

    pub(crate) fn needs_role(&mut self, roles: &[Role]) {
        self.roles.extend(roles);
        let requirement = SecurityRequirement::new(BEARER, Vec::<String>::new());
        self.change(|operation| operation.security(requirement));
    }

    fn change(&mut self, change: impl FnOnce(OperationBuilder) -> OperationBuilder) {
        self.operation = change(std::mem::take(&mut self.operation));
    }

    /// Adds the operation to the document.
    pub(super) fn finish(
        self,
        method: &HttpMethod,
        path: &str,
        (tag, id, summary): (&str, &'static str, &str),
        into: &mut Described,
    ) {
        let mut operation = self.operation.tag(tag).operation_id(Some(id)).summary(Some(summary));
        if !self.roles.is_empty() {
            let roles: Vec<_> = self.roles.iter().map(|role| role.name()).collect();
            operation = operation.description(Some(format!("Roles: {}.", roles.join(", "))));
        }
        into.schemas.extend(self.schemas);
        for (status, schema) in self.answers {
            operation = operation.response(status.to_string(), answer(schema));
        }
        for (status, codes) in &self.refusals {
            let body = <ErrorBody as activity::Described>::describe(&mut into.schemas);
            operation = operation.response(status.to_string(), refusal(codes, body));
            into.refusals.extend(codes.iter().map(|code| (id, *status, *code)));
        }
        into.paths.add_path_operation(path, vec![method.clone()], operation.build());
    }
}

fn guid(name: &str) -> ParameterBuilder {
    let guid = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
    ParameterBuilder::new().name(name).required(Required::True).schema(Some(guid))
}

fn answer(schema: Option<RefOr<Schema>>) -> ResponseBuilder {
    let response = ResponseBuilder::new().description("Done.");
    match schema {
        Some(schema) => {
            response.content("application/json", ContentBuilder::new().schema(Some(schema)).build())
        }
        None => response,
    }
}

/// The common body, with the codes that can stand in it under this status.
fn refusal(codes: &BTreeSet<ErrorCode>, body: Option<RefOr<Schema>>) -> ResponseBuilder {
    let about: Vec<_> = codes.iter().map(|c| format!("- `{c}`: {}", c.meaning())).collect();
    let names = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(codes.iter().map(|code| code.name())));
    let narrowed = ObjectBuilder::new().property("type", names);
    let mut schema = AllOfBuilder::new().item(narrowed);
    if let Some(body) = body {
        schema = schema.item(body);
    }
    ResponseBuilder::new().description(about.join("\n")).content(
        "application/json",
        ContentBuilder::new().schema(Some(Schema::AllOf(schema.build()))).build(),
    )
}
