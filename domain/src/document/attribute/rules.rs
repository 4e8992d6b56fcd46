//! What the values of an attribute must be.

use super::{AttributeChange, AttributeKind, Pattern};
use crate::FieldFault;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::borrow::Cow;

/// The most values of a small directory.
const MOST_VALUES: usize = 1000;

/// What the values of an attribute must be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AttributeRules {
    /// What kind of value it is.
    pub kind: AttributeKind,
    /// Whether a document must have it.
    pub required: bool,
    /// The least value, as it was written; of a text the least length, characters.
    pub min: Option<String>,
    /// The greatest value, as it was written; of a text the greatest length, characters.
    pub max: Option<String>,
    /// A small directory of values, as they were written.
    pub range: Option<Vec<String>>,
    /// Whether a value must be outside of that directory instead of in it.
    pub inverted: bool,
    /// The regular expression that a value as a whole must match.
    pub regex: Option<Pattern>,
}

impl AttributeRules {
    /// Rules by which any value of that kind will do.
    #[must_use]
    pub const fn any(kind: AttributeKind, required: bool) -> Self {
        Self { kind, required, min: None, max: None, range: None, inverted: false, regex: None }
    }

    pub(super) fn changed(&self, change: &AttributeChange) -> Self {
        let (known, change) = (self.clone(), change.clone());
        Self {
            kind: change.kind.unwrap_or(known.kind),
            required: change.required.unwrap_or(known.required),
            min: change.min.apply(known.min),
            max: change.max.apply(known.max),
            range: change.range.apply(known.range),
            inverted: change.inverted.unwrap_or(known.inverted),
            regex: change.regex.map(Pattern::new).apply(known.regex),
        }
    }

    /// Everything in the rules that does not fit together.
    pub(super) fn faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let mut bad = |path: &str, message: String| faults.push(FieldFault::new(path, message));
        let mut bounds = [("min", &self.min), ("max", &self.max)].map(|(path, text)| {
            let text = text.as_deref()?;
            let bound = self.kind.bound(text);
            if !self.kind.has_bounds() {
                bad(path, format!("a value of type {} has no bounds", self.kind.name()));
            } else if bound.is_none() && self.kind == AttributeKind::Text {
                bad(path, "of a text is a length, characters".to_owned());
            } else if bound.is_none() {
                bad(path, format!("is no {}", self.kind.form()));
            }
            bound
        });
        if let [Some(min), Some(max)] = &mut bounds
            && min > max
        {
            bad("max", "is less than min".to_owned());
        }
        if let Some(range) = &self.range {
            if range.is_empty() || range.len() > MOST_VALUES {
                bad("range", format!("has between 1 and {MOST_VALUES} values"));
            }
            let wrong = range.iter().enumerate();
            for (n, _) in wrong.filter(|(_, value)| self.kind.read(value).is_none()) {
                bad(&format!("range[{n}]"), format!("is no {}", self.kind.form()));
            }
        } else if self.inverted {
            bad("range", "is needed where it is inverted".to_owned());
        }
        if let Some(fault) = self.regex.as_ref().and_then(Pattern::fault) {
            bad("regex", fault);
        }
        faults
    }

    /// What is wrong with a value, all of it. None of it repeats the value.
    #[must_use]
    pub fn violations(&self, value: Option<&Json>) -> Vec<String> {
        let text: Cow<'_, str> = match value {
            Some(Json::String(text)) if !text.is_empty() => text.into(),
            Some(Json::Number(number)) => number.to_string().into(),
            Some(Json::Bool(truth)) => truth.to_string().into(),
            Some(Json::Array(_) | Json::Object(_)) => return vec!["is no single value".to_owned()],
            None | Some(Json::Null | Json::String(_)) if self.required => {
                return vec!["is required".to_owned()];
            }
            None | Some(Json::Null | Json::String(_)) => return Vec::new(),
        };
        let Some(value) = self.kind.read(&text) else {
            return vec![format!("is no {}", self.kind.form())];
        };
        let bound = |text: &Option<String>| text.as_deref().and_then(|t| self.kind.bound(t));
        let (what, unit) = match self.kind {
            AttributeKind::Text => ("has", " characters"),
            _ => ("is", ""),
        };
        let measure = value.measure();
        let mut violations = Vec::new();
        if let (Some(min), Some(text)) = (bound(&self.min), &self.min)
            && measure < min
        {
            violations.push(format!("{what} less than {text}{unit}"));
        }
        if let (Some(max), Some(text)) = (bound(&self.max), &self.max)
            && measure > max
        {
            violations.push(format!("{what} more than {text}{unit}"));
        }
        if let Some(range) = &self.range {
            let mut values = range.iter().filter_map(|known| self.kind.read(known));
            match (values.any(|known| known == value), self.inverted) {
                (false, false) => violations.push("is none of the values allowed".to_owned()),
                (true, true) => violations.push("is one of the values forbidden".to_owned()),
                _ => {}
            }
        }
        if self.regex.as_ref().is_some_and(|regex| !regex.matches(&text)) {
            violations.push("does not match the regular expression".to_owned());
        }
        violations
    }
}

#[cfg(test)]
mod tests;
