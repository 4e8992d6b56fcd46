//! Regular expressions that people write into the directory.

use quick_cache::sync::Cache;
use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, LazyLock};

/// The longest expression, characters.
const LONGEST: usize = 1000;
/// The largest compiled program, bytes. Matching takes time linear in the value's length whatever
/// the expression is: the crate has no backtracking.
const LARGEST: usize = 1024 * 1024;
/// How many compiled expressions are remembered.
const REMEMBERED: usize = 256;

/// Each expression is compiled once, however many documents are held against it.
static COMPILED: LazyLock<Cache<String, Arc<Regex>>> = LazyLock::new(|| Cache::new(REMEMBERED));

/// A regular expression that a value as a whole must match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pattern(String);

impl Pattern {
    /// Takes an expression as it was written; [`Pattern::fault`] judges it.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }
    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is wrong with the expression itself.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        if self.0.chars().count() > LONGEST {
            return Some(format!("has more than {LONGEST} characters"));
        }
        let fault = self.compiled().err()?;
        Some(match fault {
            regex::Error::CompiledTooBig(_) => "is too large when it is compiled".to_owned(),
            _ => "is no regular expression of this kind (no look-around, no references back)"
                .to_owned(),
        })
    }

    /// Whether the whole text matches. An expression that cannot be compiled matches nothing.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.compiled().is_ok_and(|regex| regex.is_match(text))
    }

    fn compiled(&self) -> Result<Arc<Regex>, regex::Error> {
        COMPILED.get_or_insert_with(&self.0, || {
            let build = |text: &str| RegexBuilder::new(text).size_limit(LARGEST).build();
            // By itself first: in brackets that are not its own, half an expression can be one.
            build(&self.0)?;
            build(&format!(r"\A(?:{})\z", self.0)).map(Arc::new)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn pattern(text: &str) -> Pattern {
        Pattern::new(text.to_owned())
    }

    #[test]
    fn the_whole_value_must_match() {
        let six = pattern(r"\d{6}");
        assert_eq!(six.fault(), None);
        assert!(six.matches("000101") && !six.matches("0001011") && !six.matches("x000101"));
        let either = pattern("a|bc");
        assert!(either.matches("a") && either.matches("bc") && !either.matches("ac"));
        assert!(!pattern("a").matches("a\n"));
    }

    #[test]
    fn what_is_no_expression_is_told_and_matches_nothing() {
        for (text, expected) in [
            ("(", "no regular expression"),
            ("a)|(b", "no regular expression"),
            (r"(?=a)b", "no regular expression"),
            (r"(\w{1,1000}){1,1000}", "too large"),
            (&"a".repeat(1001), "more than 1000"),
        ] {
            let fault = pattern(text).fault().unwrap_or_default();
            assert!(fault.contains(expected), "{text}: {fault}");
        }
        assert!(!pattern("(").matches("("));
    }

    #[test]
    fn an_evil_expression_takes_no_time() {
        let evil = pattern("(a+)+b");
        let started = Instant::now();
        assert!(!evil.matches(&"a".repeat(4000)));
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}
