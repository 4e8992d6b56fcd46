//! Holding answers against the OpenAPI document.

use super::Answered;
use http::Method;
use jsonschema::Draft;
use serde_json::{Value, json};

/// The document of the server under test.
pub(super) struct Documented(Value);

impl Documented {
    pub(super) const fn new(document: Value) -> Self {
        Self(document)
    }

    /// Fails the test when the route is described and its description does not allow the answer.
    pub(super) fn check(&self, method: &Method, path: &str, answered: &Answered) {
        let Some(operation) = self.operation(method, path) else {
            assert!(
                matches!(answered.status.as_u16(), 404 | 405),
                "{method} {path} is not described and answers {answered:?}"
            );
            return;
        };
        let response = &operation["responses"][answered.status.as_str()];
        assert!(response.is_object(), "{method} {path} does not promise {answered:?}");
        if answered.json.is_null() {
            assert!(response["content"].is_null(), "{method} {path} promises a body");
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
        assert_eq!(faults, [""; 0], "{method} {path} promises another body than {answered:?}");
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
