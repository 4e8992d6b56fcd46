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
    /// Operation → code for what does not exist, where it is another than documented → why.
    #[serde(default)]
    refusals: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// `{name}` stands for what the scenario knows under that name, as a number in the place of one.
    pub(crate) value: Value,
    pub(crate) why: String,
}

impl Change {
    /// What the scenario knows under that name is sent.
    fn name(&self) -> Option<&str> {
        self.value.as_str()?.strip_prefix('{')?.strip_suffix('}')
    }
}

impl Overrides {
    pub(crate) fn read() -> Self {
        serde_json::from_str(include_str!("../../data/contract/overrides.json")).unwrap()
    }
    /// Operation, place or code, and reason of each.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let sent = self.operations.iter().flat_map(|(operation, changes)| {
            changes.iter().map(|(path, change)| (operation.as_str(), path.as_str(), &*change.why))
        });
        let answered = self.answers.iter().chain(&self.refusals).flat_map(|(operation, whys)| {
            whys.iter().map(|(what, why)| (operation.as_str(), what.as_str(), &**why))
        });
        sent.chain(answered)
    }
    /// Whether an operation's example has what the scenario knows under that name.
    pub(crate) fn name(&self, operation: &str, name: &str) -> bool {
        let mut changes = self.operations.get(operation).into_iter().flatten();
        changes.any(|(_, change)| change.name() == Some(name))
    }
    /// The documented refusals of what does not exist, with the code that is answered instead.
    pub(crate) fn refusal<'a>(
        &'a self,
        operation: &str,
        mut documented: Vec<(Option<u16>, &'a str)>,
    ) -> Vec<(Option<u16>, &'a str)> {
        for instead in self.refusals.get(operation).into_iter().flat_map(BTreeMap::keys) {
            let is_needed =
                !documented.is_empty() && documented.iter().all(|(_, code)| code != instead);
            assert!(is_needed, "{operation} {instead}: the override is not needed");
            for (_, code) in &mut documented {
                *code = instead;
            }
        }
        documented
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
            let place = example.pointer_mut(&pointer(path));
            let place = place.unwrap_or_else(|| panic!("{operation} has no {path} to override"));
            let value = match change.name() {
                Some(name) if place.is_number() => serde_json::from_str(&known[name]).unwrap(),
                Some(name) => Value::String(known[name].clone()),
                None => change.value.clone(),
            };
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
    fn what_is_known_is_a_number_in_the_place_of_a_number() {
        let changes = json!({ "[0]": { "value": "{id}", "why": "" } });
        let known = BTreeMap::from([("id".to_owned(), "7".to_owned())]);
        let mut example = json!([4411]);
        overrides(&changes).apply("op", &mut example, &known);
        assert_eq!(example, json!([7]));
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
    #[test]
    fn another_code_takes_the_place_of_the_documented_one() {
        let refusals = json!({ "op": { "A_NOT_FOUND": "" } });
        let all = json!({ "count": 1, "operations": {}, "refusals": refusals });
        let overrides: Overrides = serde_json::from_value(all).unwrap();
        let documented = vec![(Some(409), "B_NOT_FOUND")];
        assert_eq!(overrides.refusal("op", documented.clone()), [(Some(409), "A_NOT_FOUND")]);
        assert_eq!(overrides.refusal("other", documented.clone()), documented);
        let of = |documented| std::panic::catch_unwind(|| overrides.refusal("op", documented));
        for needless in [vec![], vec![(None, "A_NOT_FOUND")]] {
            assert!(of(needless).is_err());
        }
    }
}
