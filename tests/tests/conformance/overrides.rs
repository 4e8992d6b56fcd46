//! Where an example of the contract is a placeholder: what is sent instead, and why.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Overrides {
    /// How many there are: nobody adds one without being seen.
    pub(crate) count: usize,
    /// Operation → place in its example → what to send there.
    operations: BTreeMap<String, BTreeMap<String, Change>>,
    /// Operation → place in the example of its answer that says nothing → why.
    #[serde(default)]
    answers: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// `{name}` stands for what the scenario knows under that name.
    pub(crate) value: Value,
    pub(crate) why: String,
}

impl Overrides {
    pub(crate) fn read() -> Self {
        serde_json::from_str(include_str!("../../data/contract/overrides.json")).unwrap()
    }
    /// Operation, place and reason of each.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let sent = self.operations.iter().flat_map(|(operation, changes)| {
            changes.iter().map(|(path, change)| (operation.as_str(), path.as_str(), &*change.why))
        });
        let answered = self.answers.iter().flat_map(|(operation, places)| {
            places.iter().map(|(path, why)| (operation.as_str(), path.as_str(), &**why))
        });
        sent.chain(answered)
    }
    /// Takes what says nothing out of the example of an operation's answer.
    pub(crate) fn silence(&self, operation: &str, example: &mut Value) {
        for path in self.answers.get(operation).into_iter().flat_map(BTreeMap::keys) {
            let place = example.pointer_mut(&pointer(path));
            let place = place.unwrap_or_else(|| panic!("{operation} answers no {path}"));
            assert_ne!(*place, Value::Null, "{operation} {path}: null says nothing anyway");
            *place = Value::Null;
        }
    }
    /// Changes an operation's example. A change that changes nothing is one too many.
    pub(crate) fn apply(
        &self,
        operation: &str,
        example: &mut Value,
        known: &BTreeMap<String, String>,
    ) {
        for (path, change) in self.operations.get(operation).into_iter().flatten() {
            let text = change.value.as_str().unwrap_or_default();
            let name = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            let value = match name {
                Some(name) => Value::String(known[name].clone()),
                None => change.value.clone(),
            };
            let pointer = pointer(path);
            let place = example.pointer_mut(&pointer);
            let place = place.unwrap_or_else(|| panic!("{operation} has no {path} to override"));
            assert_ne!(*place, value, "{operation} {path}: the override is not needed");
            *place = value;
        }
    }
}

/// `cart.items[0].price` as a JSON pointer; nothing names the whole.
fn pointer(path: &str) -> String {
    let parts = path.split(['.', '[', ']']).filter(|part| !part.is_empty());
    parts.flat_map(|part| ["/", part]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn overrides(changes: &Value) -> Overrides {
        let all = json!({ "count": 1, "operations": { "op": changes } });
        serde_json::from_value(all).unwrap()
    }

    #[test]
    fn an_override_changes_its_place_and_nothing_else() {
        let changes = json!({ "a[1].b": { "value": "{secret}", "why": "" } });
        let known = BTreeMap::from([("secret".to_owned(), "s".to_owned())]);
        let mut example = json!({ "a": [0, { "b": "*****", "c": 1 }] });
        overrides(&changes).apply("op", &mut example, &known);
        assert_eq!(example, json!({ "a": [0, { "b": "s", "c": 1 }] }));
        overrides(&changes).apply("other", &mut example, &known);
    }

    #[test]
    fn what_says_nothing_is_taken_out_of_the_answers_example() {
        let answers = json!({ "op": { "[0].a": "it is a placeholder" } });
        let all = json!({ "count": 1, "operations": {}, "answers": answers });
        let overrides: Overrides = serde_json::from_value(all).unwrap();
        let mut example = json!([{ "a": "text", "b": 1 }]);
        overrides.silence("op", &mut example);
        assert_eq!(example, json!([{ "a": null, "b": 1 }]));
        assert_eq!(overrides.all().next(), Some(("op", "[0].a", "it is a placeholder")));
    }

    #[test]
    #[should_panic(expected = "not needed")]
    fn an_override_that_changes_nothing_is_refused() {
        let changes = json!({ "a": { "value": 1, "why": "" } });
        overrides(&changes).apply("op", &mut json!({ "a": 1 }), &BTreeMap::new());
    }

    #[test]
    #[should_panic(expected = "has no b")]
    fn an_override_of_nothing_is_refused() {
        let changes = json!({ "b": { "value": 1, "why": "" } });
        overrides(&changes).apply("op", &mut json!({ "a": 1 }), &BTreeMap::new());
    }
}
