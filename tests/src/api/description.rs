//! Holding answers against the OpenAPI document.

use super::Answered;
use crate::codes::{self, Codes, NO_OPERATION};
use http::Method;
use jsonschema::Draft;
use kredo_application::activity::ActivityTable;
use serde_json::{Value, json};

/// The document of the server under test, and the codes that it names.
pub(super) struct Documented(Value, Codes);

/// The activity that a request asks for, beside the request.
#[derive(Clone)]
pub(super) struct Asked(pub(super) String);

impl Documented {
    pub(super) fn new(activities: &ActivityTable) -> Self {
        let document = kredo_http::openapi(activities);
        let codes = Codes::documented(&document, &kredo_http::activities(activities));
        Self(document, codes)
    }

    /// Fails the test when the description does not allow the answer; a refusal is kept as seen.
    pub(super) fn check(
        &self,
        (method, path): (&Method, &str),
        asked: Option<&Asked>,
        answered: &Answered,
    ) {
        let operation = self.operation(method, path);
        if let Some(operation) = operation {
            self.check_body(&format!("{method} {path}"), operation, answered);
        }
        let id = operation.map_or(NO_OPERATION, |found| found["operationId"].as_str().unwrap());
        let (status, code) = answered.refusal();
        let is_one = |id: &str| self.1.has(id, Some(status), code);
        let activity = asked.map(|asked| asked.0.as_str()).filter(|name| is_one(name));
        let id = activity.unwrap_or(id);
        if operation.is_none() || !(answered.status.is_success() || code.is_empty()) {
            let activity = asked.map_or("", |asked| &asked.0);
            assert!(is_one(id), "{method} {path} {activity} does not document {answered:?}");
            codes::saw(id, status, code);
        }
    }

    fn check_body(&self, route: &str, operation: &Value, answered: &Answered) {
        let response = &operation["responses"][answered.status.as_str()];
        assert!(response.is_object(), "{route} does not promise {answered:?}");
        if answered.json.is_null() {
            assert!(response["content"].is_null(), "{route} promises a body");
            return;
        }
        let schema = &response["content"]["application/json"]["schema"];
        let whole = json!({ "allOf": [schema], "components": self.0["components"] });
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&whole)
            .unwrap();
        let faults: Vec<_> = validator.iter_errors(&answered.json).map(|e| e.to_string()).collect();
        assert_eq!(faults, [""; 0], "{route} promises another body than {answered:?}");
    }

    fn operation(&self, method: &Method, path: &str) -> Option<&Value> {
        let path = path.trim_end_matches('/');
        let paths = self.0["paths"].as_object()?;
        let (_, item) = paths.iter().find(|(template, _)| fits(template, path))?;
        item.get(method.as_str().to_lowercase())
    }
}

fn fits(template: &str, path: &str) -> bool {
    let (mut template, mut path) = (template.split('/'), path.split('/'));
    loop {
        match (template.next(), path.next()) {
            (None, None) => return true,
            (Some(pattern), Some(part)) if pattern == part || pattern.starts_with('{') => {}
            _ => return false,
        }
    }
}
