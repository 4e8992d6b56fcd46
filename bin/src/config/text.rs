//! Types of settings that are written as text.

use kredo_application::event_bus::EventSource;
use kredo_domain::regulation::LenderKind;
use std::{net::SocketAddr, path::PathBuf};

/// A setting that is written as text.
pub(super) trait Text: Sized {
    /// Completes the sentence "the value must be …".
    const EXPECTED: &'static str;

    /// Whether a wrong value may be or hold a secret, so that a fault must not repeat it.
    const CONFIDENTIAL: bool = false;

    /// The value, if the text is one. The text is never empty and has no control
    /// characters.
    fn parse(text: &str) -> Option<Self>;

    /// The value as the operator may see it.
    fn shown(&self) -> String;
}

impl Text for String {
    const EXPECTED: &'static str = "a line of text, not empty";

    fn parse(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn shown(&self) -> String {
        self.clone()
    }
}

impl Text for PathBuf {
    const EXPECTED: &'static str = "a path";

    fn parse(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }

    fn shown(&self) -> String {
        self.display().to_string()
    }
}

impl Text for SocketAddr {
    const EXPECTED: &'static str = "an IP address and a port such as `127.0.0.1:8080`";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Text for EventSource {
    const EXPECTED: &'static str =
        "a URI-reference such as `kredo` or `https://lender.example/kredo`";

    fn parse(text: &str) -> Option<Self> {
        Self::try_new(text).ok()
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

/// How a log line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Text for LogFormat {
    const EXPECTED: &'static str = "`text` or `json`";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
        .to_owned()
    }
}

impl Text for LenderKind {
    const EXPECTED: &'static str =
        "`MKK` (a microcredit company) or `MFK` (a microfinance company)";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "MKK" => Some(Self::Mkk),
            "MFK" => Some(Self::Mfk),
            _ => None,
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Mkk => "MKK",
            Self::Mfk => "MFK",
        }
        .to_owned()
    }
}

/// The form of a text that needs no type of its own.
pub(super) struct Form {
    /// Completes the sentence "the value must be …".
    pub(super) expected: &'static str,
    /// Whether a line of text has it.
    pub(super) fits: fn(&str) -> bool,
}
