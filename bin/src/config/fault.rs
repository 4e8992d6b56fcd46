//! What is wrong with a configuration, and where.

use std::{
    fmt::{self, Display, Formatter},
    io,
    path::PathBuf,
};

/// Where a value was given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// Counted from 1; a fault of the file as a whole has no line.
    File {
        path: PathBuf,
        line: Option<usize>,
    },
    Variable(String),
    Flag(&'static str),
    /// Nobody gave one.
    Default,
}

impl Display for Origin {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, line: Some(line) } => write!(f, "{}:{line}", path.display()),
            Self::File { path, line: None } => write!(f, "{}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Flag(flag) => f.write_str(flag),
            Self::Default => f.write_str("default"),
        }
    }
}

/// What is wrong and what would be right. `Content` is of a file that a key names, `Refused` of a
/// value that is one and cannot be used. No variant holds what was given for a secret.
#[derive(Debug, thiserror::Error)]
pub(super) enum Problem {
    #[error("`{name}` names no key; the nearest is `{nearest}`")]
    Unknown { name: String, nearest: String },
    #[error("`{0}` is a section, not a key; write `[{0}]` and its keys below")]
    Section(String),
    #[error("{what} must be {expected}{}", but_not(given.as_deref()))]
    Value { what: String, expected: String, given: Option<String> },
    #[error("`{0}` and `{0}_file` are both given; leave one of them out")]
    Both(&'static str),
    #[error("`{key}` must name a file that can be read: {cause}")]
    NamedFile { key: String, cause: io::Error },
    #[error("{0}")]
    Content(String),
    #[error("`{key}` {text}")]
    Refused { key: &'static str, text: String },
    #[error("there is no such file; name one that exists")]
    Missing,
    #[error("the file cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("this is not TOML: {0}")]
    Syntax(String),
}

fn but_not(given: Option<&str>) -> String {
    given.map(|given| format!(", not {given}")).unwrap_or_default()
}

/// One fault.
#[derive(Debug, thiserror::Error)]
#[error("{origin}: {problem}")]
pub(super) struct Fault {
    pub(super) origin: Origin,
    pub(super) problem: Problem,
}

/// Every fault of a configuration, each on its own line: those of the file first, then those of
/// the environment, then those of the flags.
#[derive(Debug)]
pub(crate) struct ConfigFaults(Vec<Fault>);

impl ConfigFaults {
    /// # Errors
    /// The faults, when there are any.
    pub(super) fn none_in(mut faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() {
            return Ok(());
        }
        faults.sort_by(|one, other| one.origin.cmp(&other.origin));
        Err(Self(faults))
    }
}

impl Display for ConfigFaults {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration has faults:")?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for ConfigFaults {}
