//! What must be refused, and how.

use super::{NOBODY, Replay};
use crate::contract::Operation;
use kredo_tests::api::Answered;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// No customer's number and nobody's phone.
const NO_NUMBER: &str = "999999999";

impl Replay {
    /// Calls it with nothing in the body or the query where something must be there, else for
    /// something that does not exist, else, where neither can be wrong, as nobody.
    pub(super) async fn refuses(&self, operation: &Operation) {
        let id = &operation.id;
        let token = self.caller(operation);
        let needs_something = operation.method.as_deref() != Some("PATCH")
            && operation.body.iter().chain(&operation.query).any(|field| field.required);
        let of_something = operation.path.as_deref().is_some_and(|path| path.contains('{'));
        let takes_arguments = operation.request_example.as_ref() != Some(&json!([]));
        let answered = if operation.activity.is_some() && takes_arguments {
            self.send(operation, token, &json!([]), &self.known).await
        } else if needs_something {
            self.send(operation, token, &json!({}), &self.known).await
        } else if of_something && !operation.errors.is_empty() {
            let body = if operation.body.is_empty() { Value::Null } else { json!({}) };
            self.send(operation, token, &body, &self.without(|_| true)).await
        } else {
            self.send(operation, None, &Value::Null, &self.known).await
        };
        assert_refused(id, &answered);
    }

    /// Sends the example, each thing that it names in turn being one that does not exist: that is
    /// refused each time, and once as the contract has it, if it has a code for that.
    pub(super) async fn misses(&self, operation: &Operation) {
        let id = &operation.id;
        let names: Vec<_> = self.known.keys().filter(|name| self.names(operation, name)).collect();
        let documented = if names.is_empty() { Vec::new() } else { operation.not_found() };
        let expected = self.overrides.refusal(id, documented);
        if expected.is_empty() {
            return;
        }
        let mut refusals = Vec::new();
        for name in names {
            let known = self.without(|other| other == name);
            let mut example = operation.request_example.clone().unwrap_or_default();
            self.overrides.apply(id, &mut example, &known);
            let answered = self.send(operation, self.caller(operation), &example, &known).await;
            assert_refused(id, &answered);
            refusals.push((answered.status.as_u16(), answered.code().to_owned()));
        }
        let is_known = refusals.iter().any(|(status, code)| {
            let is_said = |said: Option<u16>| said.is_none_or(|said| said == *status);
            expected.iter().any(|(said, of)| of == code && is_said(*said))
        });
        assert!(is_known, "{id} refuses with {refusals:?}, not with one of {expected:?}");
    }

    /// Whether an operation's address or example has what is known under that name.
    fn names(&self, operation: &Operation, name: &str) -> bool {
        let path = operation.path.as_deref().unwrap_or_default();
        path.contains(&format!("{{{name}}}")) || self.overrides.name(&operation.id, name)
    }

    /// What is known, those things being ones that do not exist.
    fn without(&self, is_gone: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
        let nothing = |value: &str| if value.parse::<u64>().is_ok() { NO_NUMBER } else { NOBODY };
        let value = |name: &str, value: &str| {
            if is_gone(name) { nothing(value).to_owned() } else { value.to_owned() }
        };
        self.known.iter().map(|(name, of)| (name.clone(), value(name, of))).collect()
    }
}

fn assert_refused(id: &str, answered: &Answered) {
    assert!(answered.status.is_client_error(), "{id} takes a bad call: {answered:?}");
    for name in ["traceId", "timestamp", "message", "type"] {
        assert!(answered.json[name].is_string(), "{id} refuses without {name}: {answered:?}");
    }
}
