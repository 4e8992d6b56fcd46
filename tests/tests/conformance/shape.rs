//! Whether an answer looks like its example.

use serde_json::Value;

/// What the answer lacks: keys of the example, or their types. `null` in an example says nothing,
/// and of a list every item must look like the example's first.
pub(crate) fn lacks(example: &Value, answer: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    compare(example, answer, "answer", &mut faults);
    faults
}

fn compare(example: &Value, answer: &Value, place: &str, faults: &mut Vec<String>) {
    match (example, answer) {
        (Value::Null, _) => {}
        (Value::Object(expected), Value::Object(fields)) => {
            for (name, example) in expected {
                let place = format!("{place}.{name}");
                match fields.get(name) {
                    Some(value) => compare(example, value, &place, faults),
                    None => faults.push(format!("{place} is missing")),
                }
            }
        }
        (Value::Array(expected), Value::Array(items)) => {
            let Some(first) = expected.first() else { return };
            if items.is_empty() {
                faults.push(format!("{place} is empty"));
            }
            for (n, item) in items.iter().enumerate() {
                compare(first, item, &format!("{place}[{n}]"), faults);
            }
        }
        _ if kind(example) == kind(answer) => {}
        _ => faults.push(format!("{place} is {}, not {}", kind(answer), kind(example))),
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
}
