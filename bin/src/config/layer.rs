//! What was given, layer by layer, before anybody asks whether it makes sense.

use super::fault::{Fault, Origin, Problem};
use std::{collections::BTreeMap, ffi::OsString};

const PREFIX: &str = "KREDO_";

/// A setting given on the command line.
pub(crate) struct Flag {
    /// The key, such as `server.listen`.
    pub(crate) key: &'static str,
    /// The flag as the user wrote it, such as `--listen`.
    pub(crate) name: &'static str,
    pub(crate) value: String,
}

/// A value as it was given.
pub(super) enum Raw {
    /// A TOML string.
    Text(String),
    /// A TOML integer, in decimal digits.
    Number(String),
    /// A TOML boolean.
    Boolean(bool),
    /// From a place that knows nothing but text: a variable, a flag, the content of a file.
    Untyped(String),
    /// Nothing that any key takes; the text says what it is.
    Other(String),
    /// `[section]` with nothing in it.
    EmptySection,
}

impl Raw {
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Untyped(text) => Some(text),
            Self::Number(_) | Self::Boolean(_) | Self::Other(_) | Self::EmptySection => None,
        }
    }

    pub(super) fn boolean(&self) -> Option<bool> {
        match self {
            Self::Boolean(is) => Some(*is),
            Self::Untyped(text) => text.parse().ok(),
            Self::Text(_) | Self::Number(_) | Self::Other(_) | Self::EmptySection => None,
        }
    }

    pub(super) fn number(&self) -> Option<&str> {
        match self {
            Self::Number(text) | Self::Untyped(text) => Some(text),
            Self::Text(_) | Self::Boolean(_) | Self::Other(_) | Self::EmptySection => None,
        }
    }

    /// How a fault shows the value.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => format!("the string {text:?}"),
            Self::Number(text) => format!("the number {text}"),
            Self::Untyped(text) => format!("`{}`", text.escape_debug()),
            Self::Boolean(_) => "a value of type boolean".to_owned(),
            Self::Other(kind) => kind.clone(),
            Self::EmptySection => "a section".to_owned(),
        }
    }

    /// How a fault shows the value where a secret belongs: at most its type.
    pub(super) fn kind(&self) -> Option<String> {
        match self {
            Self::Text(_) | Self::Untyped(_) => None,
            Self::Number(_) => Some("a number".to_owned()),
            Self::Boolean(_) | Self::Other(_) | Self::EmptySection => Some(self.shown()),
        }
    }
}

/// A value and where it was given.
pub(super) struct Given {
    pub(super) origin: Origin,
    pub(super) raw: Raw,
}

impl Given {
    /// What is wrong with it.
    pub(super) fn fault(&self, problem: Problem) -> Fault {
        Fault { origin: self.origin.clone(), problem }
    }
}

/// All values of one source.
pub(super) struct Layer {
    given: BTreeMap<String, Given>,
    spell: fn(&str) -> String,
}

impl Layer {
    /// Values under the keys' own names.
    pub(super) fn by_key(given: BTreeMap<String, Given>) -> Self {
        Self { given, spell: str::to_owned }
    }

    /// Every variable that begins with `KREDO_`.
    pub(super) fn environment(variables: impl Iterator<Item = (OsString, OsString)>) -> Self {
        let given = variables
            .map(|(name, value)| (name.to_string_lossy().escape_debug().to_string(), value))
            .filter(|(name, _)| name.starts_with(PREFIX))
            .map(|(name, value)| {
                let raw = value.into_string().map_or_else(
                    |_| Raw::Other("bytes that are not UTF-8".to_owned()),
                    Raw::Untyped,
                );
                (name.clone(), Given { origin: Origin::Variable(name), raw })
            })
            .collect();
        Self { given, spell: variable }
    }

    pub(super) fn flags(flags: &[Flag]) -> Self {
        let given = flags.iter().map(|Flag { key, name, value }| {
            let raw = Raw::Untyped(value.clone());
            ((*key).to_owned(), Given { origin: Origin::Flag(name), raw })
        });
        Self::by_key(given.collect())
    }

    /// How this layer spells a key.
    pub(super) fn spelled(&self, key: &str) -> String {
        (self.spell)(key)
    }

    /// Takes the value of a key out; what is never taken is unknown.
    pub(super) fn take(&mut self, key: &str) -> Option<Given> {
        self.given.remove(&self.spelled(key))
    }

    /// What nobody took.
    pub(super) fn rest(&self) -> impl Iterator<Item = (&String, &Given)> {
        self.given.iter()
    }
}

/// The variable that sets a key: `KREDO_DATABASE_URL` sets `database.url`.
pub(super) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "_").to_uppercase())
}
