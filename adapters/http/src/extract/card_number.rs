//! Numbers of payment cards, which nobody is to send here (PCI DSS requirement 3: what is not
//! taken need not be guarded).

use kredo_domain::{FieldFault, document::holds_card_number};
use serde_json::Value;

/// Tells of every text and number in the value that holds a whole card number.
pub(super) fn forbid(place: &str, value: &Value, faults: &mut Vec<FieldFault>) {
    let mut judge = |text: &str| {
        if holds_card_number(text) {
            let message = "holds the whole number of a payment card; send its last four digits";
            faults.push(FieldFault::new(place, message));
        }
    };
    match value {
        Value::String(text) => judge(text),
        Value::Number(number) => judge(&number.to_string()),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                forbid(&format!("{place}[{n}]"), item, faults);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let dot = if place.is_empty() { "" } else { "." };
                forbid(&format!("{place}{dot}{name}"), field, faults);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_card_number_is_found_wherever_it_stands() {
        let value = json!({
            "card": { "bin": "411111", "note": ["my card is 4111 1111 1111 1111, thanks"] },
            "number": 4_111_111_111_111_111_u64,
        });
        let mut faults = Vec::new();
        forbid("", &value, &mut faults);
        let places: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(places, ["card.note[0]", "number"]);
    }
}
