//! The name that events carry of where they come from.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The installation that events come from: the `source` of CloudEvents, a URI-reference (RFC 3986)
/// that is not empty. An address with an IPv6 literal is not taken: a name outlives it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EventSource(String);

/// The text is no URI-reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the source of events is no URI-reference")]
pub struct EventSourceError;

/// Besides letters and digits: what RFC 3986 calls unreserved, sub-delimiters, and the delimiters
/// that may stand anywhere after a scheme.
const PUNCTUATION: &[u8] = b"-._~!$&'()*+,;=:@/?";

impl EventSource {
    /// Checks the text.
    ///
    /// # Errors
    /// [`EventSourceError`] when it is none.
    pub fn try_new(text: &str) -> Result<Self, EventSourceError> {
        let (before, fragment) = text.split_once('#').unwrap_or((text, ""));
        let well = !text.is_empty()
            && is_written_well(before.as_bytes())
            && is_written_well(fragment.as_bytes())
            && scheme(before).is_none_or(is_scheme);
        if well { Ok(Self(text.to_owned())) } else { Err(EventSourceError) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a colon before the first `/` or `?` ends: a relative reference must not have one there.
fn scheme(text: &str) -> Option<&str> {
    let first = text.split(['/', '?']).next()?;
    first.split_once(':').map(|(scheme, _)| scheme)
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

fn is_written_well(mut text: &[u8]) -> bool {
    loop {
        text = match text {
            [] => return true,
            [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                rest
            }
            [byte, rest @ ..] if byte.is_ascii_alphanumeric() || PUNCTUATION.contains(byte) => rest,
            _ => return false,
        }
    }
}

impl Default for EventSource {
    /// `kredo`
    fn default() -> Self {
        Self("kredo".to_owned())
    }
}

impl FromStr for EventSource {
    type Err = EventSourceError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_new(text)
    }
}

impl TryFrom<String> for EventSource {
    type Error = EventSourceError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::try_new(&text)
    }
}

impl From<EventSource> for String {
    fn from(source: EventSource) -> Self {
        source.0
    }
}

impl fmt::Display for EventSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uri_references_are_taken() {
        for text in [
            "kredo",
            "/lenders/7",
            "https://lender.example:8443/kredo?zone=1#a",
            "urn:lender:7",
            "a/b:c",
            "%D0%BA",
        ] {
            assert_eq!(EventSource::try_new(text).map(String::from).as_deref(), Ok(text));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in
            ["", "a b", "кредо", "%D0%B", "%zz", "1:2", ":a", "a#b#c", "a_b:c", "<a>", "a\n"]
        {
            assert_eq!(EventSource::try_new(text), Err(EventSourceError), "{text}");
        }
    }
}
