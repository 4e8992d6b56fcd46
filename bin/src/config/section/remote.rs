//! Systems that are asked over HTTP.

use super::super::{reader::Reader, secret::Token, web_address::WebAddress};
use std::path::PathBuf;

/// `[scoring]`, `[sms]`, `[payment]`: where a system is, if it is not a sandbox or built in.
#[derive(Debug, Clone)]
pub(crate) struct RemoteSection {
    pub(crate) url: Option<WebAddress>,
    pub(crate) token: Option<Token>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) connect_timeout_ms: u64,
    pub(crate) timeout_ms: u64,
}

/// The keys of one such section.
pub(in super::super) struct RemoteKeys {
    url: &'static str,
    url_doc: &'static str,
    token: &'static str,
    ca_file: &'static str,
    connect_timeout_ms: &'static str,
    timeout_ms: &'static str,
}

macro_rules! remote_keys {
    ($section:literal, $url_doc:literal) => {
        RemoteKeys {
            url: concat!($section, ".url"),
            url_doc: $url_doc,
            token: concat!($section, ".token"),
            ca_file: concat!($section, ".ca_file"),
            connect_timeout_ms: concat!($section, ".connect_timeout_ms"),
            timeout_ms: concat!($section, ".timeout_ms"),
        }
    };
}

pub(super) const SCORING: RemoteKeys =
    remote_keys!("scoring", "The scoring engine; none means the built-in scorecard.");
pub(in super::super) const SMS: RemoteKeys =
    remote_keys!("sms", "The short-message gateway; none means that messages are only kept.");
pub(in super::super) const PAYMENT: RemoteKeys =
    remote_keys!("payment", "The payment provider; none means the sandbox, which pays nobody.");

impl RemoteSection {
    pub(in super::super) fn read(reader: &mut Reader, keys: &RemoteKeys) -> Self {
        let section = Self {
            url: reader.key(keys.url, keys.url_doc).optional(),
            token: reader.key(keys.token, "Its bearer token.").optional_secret(),
            ca_file: reader
                .key(
                    keys.ca_file,
                    "PEM file of certificate authorities to trust beside the operating system's.",
                )
                .optional(),
            connect_timeout_ms: reader
                .key(keys.connect_timeout_ms, "Milliseconds to wait for a connection.")
                .number(1..=60_000, 3_000),
            timeout_ms: reader
                .key(keys.timeout_ms, "Milliseconds to wait for the whole answer.")
                .number(1..=300_000, 15_000),
        };
        if section.url.is_some() && !cfg!(feature = "http") {
            let text = "cannot be used: this build has no HTTP adapters; build with \
                        `--features http`";
            reader.refuse(keys.url, text);
        }
        section
    }
}
