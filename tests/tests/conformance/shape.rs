//! Whether an answer looks like its example.

use serde_json::Value;

/// What is in them is the caller's own affair.
const FREE: [&str; 2] = ["additionalData", "data"];

/// What the answer lacks: keys of the example, or their types. `null` in an example says nothing.
/// Of a list every item must look like the example's first; only one of them must have everything
/// that can be missing.
pub(crate) fn lacks(example: &Value, answer: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    compare(example, answer, "answer", &mut faults);
    faults.into_iter().map(|fault| fault.text).collect()
}

struct Fault {
    text: String,
    /// Something is not there that need not be there each time.
    is_missing: bool,
}

fn compare(example: &Value, answer: &Value, place: &str, faults: &mut Vec<Fault>) {
    let fault = |text: String, is_missing: bool| Fault { text, is_missing };
    match (example, answer) {
        (Value::Null, _) => {}
        (Value::Object(expected), Value::Object(fields)) => {
            for (name, example) in expected {
                let place = format!("{place}.{name}");
                match fields.get(name) {
                    Some(Value::Object(_)) if FREE.contains(&name.as_str()) => {}
                    Some(value) => compare(example, value, &place, faults),
                    None => faults.push(fault(format!("{place} is missing"), false)),
                }
            }
        }
        (Value::Array(expected), Value::Array(items)) => {
            let Some(first) = expected.first() else { return };
            if items.is_empty() {
                faults.push(fault(format!("{place} is empty"), true));
            }
            let of_item = |(n, item): (usize, &Value)| {
                let mut faults = Vec::new();
                compare(first, item, &format!("{place}[{n}]"), &mut faults);
                faults
            };
            let mut of_items: Vec<_> = items.iter().enumerate().map(of_item).collect();
            let one_is_whole = of_items.iter().any(Vec::is_empty);
            for of_item in &mut of_items {
                of_item.retain(|fault| !(one_is_whole && fault.is_missing));
            }
            faults.extend(of_items.into_iter().flatten());
        }
        _ if kind(example) == kind(answer) => {}
        _ => {
            let text = format!("{place} is {}, not {}", kind(answer), kind(example));
            faults.push(fault(text, answer.is_null()));
        }
    }
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_answer_may_say_more_and_other_values_and_not_less() {
        let example = json!({ "a": 1, "b": [{ "c": "x" }], "d": null, "e": {}, "f": [] });
        let more = json!({
            "a": 2.5, "b": [{ "c": "", "z": 1 }], "d": 1, "e": { "z": 1 }, "f": [1], "z": 1,
        });
        assert_eq!(lacks(&example, &more), [""; 0]);
        let less = json!({ "a": "1", "b": [{ "c": "x" }, {}], "e": [], "f": [] });
        let expected = [
            "answer.a is a text, not a number",
            "answer.b[1].c is missing",
            "answer.d is missing",
            "answer.e is a list, not an object",
        ];
        assert_eq!(lacks(&example, &less), expected);
        assert_eq!(lacks(&json!([1]), &json!([])), ["answer is empty"]);
    }

    #[test]
    fn one_item_of_a_list_has_everything_and_the_others_what_is_never_missing() {
        let example = json!([{ "a": 1, "b": ["x"] }]);
        let answer = json!([{ "a": null, "b": [] }, { "a": 1, "b": ["x"] }]);
        assert_eq!(lacks(&example, &answer), [""; 0]);
        let answer = json!([{ "a": null, "b": ["x"] }, { "a": 1 }]);
        let expected = ["answer[0].a is null, not a number", "answer[1].b is missing"];
        assert_eq!(lacks(&example, &answer), expected);
        let answer = json!([{ "a": "1", "b": [] }, { "a": 1, "b": ["x"] }]);
        assert_eq!(lacks(&example, &answer), ["answer[0].a is a text, not a number"]);
    }

    #[test]
    fn what_is_in_free_form_data_says_nothing() {
        let example = json!({ "additionalData": { "key": "value" } });
        assert_eq!(lacks(&example, &json!({ "additionalData": {} })), [""; 0]);
        let expected = ["answer.additionalData is null, not an object"];
        assert_eq!(lacks(&example, &json!({ "additionalData": null })), expected);
    }
}
