//! Changes of what may be missing.

use serde::{Deserialize, Deserializer};

/// What changes of something that may be missing. As a field of JSON with `#[serde(default)]`: left
/// out it stays, null takes it away, a value takes its place (RFC 7396).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Amend<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// It is taken away.
    Clear,
    /// This takes its place.
    Set(T),
}

impl<T> Amend<T> {
    /// What comes of the one that is known.
    #[must_use]
    pub fn apply(self, known: Option<T>) -> Option<T> {
        match self {
            Self::Keep => known,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The same change of something else.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Amend<U> {
        match self {
            Self::Keep => Amend::Keep,
            Self::Clear => Amend::Clear,
            Self::Set(value) => Amend::Set(to(value)),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Amend<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Clear, Self::Set))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Change {
        #[serde(default)]
        max: Amend<u8>,
    }

    #[test]
    fn null_takes_away_and_nothing_keeps() {
        let max = |text: &str| serde_json::from_str::<Change>(text).unwrap().max;
        for (text, change, left) in [
            ("{}", Amend::Keep, Some(9)),
            (r#"{"max":null}"#, Amend::Clear, None),
            (r#"{"max":1}"#, Amend::Set(1), Some(1)),
        ] {
            assert_eq!(max(text), change);
            assert_eq!(max(text).apply(Some(9)), left);
            assert_eq!(max(text).map(u16::from).apply(Some(9)), left.map(u16::from));
        }
    }
}
