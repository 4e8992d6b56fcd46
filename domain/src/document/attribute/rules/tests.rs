//! What fits together, and what a value is told.

use super::*;
use AttributeKind::{Bool, Date, Double, Int, Text};
use serde_json::json;

fn rules(kind: AttributeKind, min: Option<&str>, max: Option<&str>) -> AttributeRules {
    let (min, max) = (min.map(str::to_owned), max.map(str::to_owned));
    AttributeRules { min, max, ..AttributeRules::any(kind, false) }
}

fn in_range(kind: AttributeKind, values: &[&str], inverted: bool) -> AttributeRules {
    let range = Some(values.iter().map(|&value| value.to_owned()).collect());
    AttributeRules { range, inverted, ..AttributeRules::any(kind, false) }
}

fn places(rules: &AttributeRules) -> Vec<String> {
    rules.faults().into_iter().map(|fault| fault.path).collect()
}

#[test]
fn rules_that_do_not_fit_together_are_told_all_at_once() {
    let empty = [""; 0];
    for (kind, min, max) in [
        (Text, Some("0"), Some("6")),
        (Int, Some("000101"), Some("999999")),
        (Double, Some("-0.5"), None),
        (Date, Some("2000-01-01"), Some("2050-01-01")),
        (Int, Some("5"), Some("5")),
    ] {
        assert_eq!(places(&rules(kind, min, max)), empty);
    }
    assert_eq!(places(&rules(Int, Some("a"), Some("1.5"))), ["min", "max"]);
    assert_eq!(places(&rules(Text, Some("-1"), None)), ["min"]);
    assert_eq!(places(&rules(Bool, Some("false"), Some("true"))), ["min", "max"]);
    assert_eq!(places(&rules(Date, Some("2050-01-01"), Some("2000-01-01"))), ["max"]);
    assert_eq!(places(&in_range(Int, &["6", "x", "99", ""], false)), ["range[1]", "range[3]"]);
    assert_eq!(places(&in_range(Int, &[], false)), ["range"]);
    let nothing = AttributeRules { inverted: true, ..AttributeRules::any(Int, false) };
    assert_eq!(places(&nothing), ["range"]);
    let everything = AttributeRules {
        regex: Some(Pattern::new("(".to_owned())),
        min: Some("x".to_owned()),
        ..in_range(Int, &["y"], true)
    };
    assert_eq!(places(&everything), ["min", "range[0]", "regex"]);
}

#[test]
fn a_passports_number_keeps_its_zeros_and_is_held_against_its_bounds() {
    let number = AttributeRules {
        regex: Some(Pattern::new(r"\d{6}".to_owned())),
        ..rules(Int, Some("000101"), Some("999999"))
    };
    let violations = |text: &str| number.violations(Some(&json!(text)));
    assert_eq!(violations("000101"), [""; 0]);
    assert_eq!(violations("000100"), ["is less than 000101"]);
    assert_eq!(violations("101"), ["does not match the regular expression"]);
    assert_eq!(
        violations("1000000"),
        ["is more than 999999", "does not match the regular expression"]
    );
    assert_eq!(violations("12345x"), ["is no whole number of at most 38 digits"]);
}

#[test]
fn bounds_hold_at_their_edges() {
    for (kind, min, max, inside, below, above) in [
        (Text, "2", "3", &["ab", "абв"][..], "a", "abcd"),
        (Int, "-5", "5", &["-5", "05"], "-6", "6"),
        (Double, "0.5", "1", &["0.5", "1.00"], "0.49", "1.01"),
        (
            Date,
            "2000-01-01",
            "2000-01-31",
            &["2000-01-01", "2000-01-31"],
            "1999-12-31",
            "2000-02-01",
        ),
    ] {
        let rules = rules(kind, Some(min), Some(max));
        for text in inside {
            assert_eq!(rules.violations(Some(&json!(text))), [""; 0], "{kind:?} {text}");
        }
        for (text, expected) in [(below, "less"), (above, "more")] {
            let violations = rules.violations(Some(&json!(text)));
            assert!(violations.len() == 1 && violations[0].contains(expected), "{violations:?}");
        }
    }
}

#[test]
fn a_range_is_held_against_what_a_value_is_worth() {
    let allowed = in_range(Int, &["6", "99"], false);
    let forbidden = in_range(Int, &["6", "99"], true);
    for (value, is_in) in [(json!("006"), true), (json!(99), true), (json!("7"), false)] {
        assert_eq!(allowed.violations(Some(&value)).is_empty(), is_in);
        assert_eq!(forbidden.violations(Some(&value)).is_empty(), !is_in);
    }
}

#[test]
fn what_is_not_there_is_a_fault_only_where_it_is_required() {
    for value in [None, Some(Json::Null), Some(json!(""))] {
        let optional = AttributeRules::any(Int, false);
        assert_eq!(optional.violations(value.as_ref()), [""; 0]);
        let required = AttributeRules { required: true, ..optional };
        assert_eq!(required.violations(value.as_ref()), ["is required"]);
    }
    let any = AttributeRules::any(Text, false);
    assert_eq!(any.violations(Some(&json!({ "a": 1 }))), ["is no single value"]);
    assert_eq!(any.violations(Some(&json!(["a"]))), ["is no single value"]);
    assert_eq!(AttributeRules::any(Bool, true).violations(Some(&json!(true))), [""; 0]);
}
