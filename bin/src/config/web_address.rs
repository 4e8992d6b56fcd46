//! The address of a system that is asked over HTTP.

use super::text::Text;
use url::{Host, Url};

/// An address of the web that operations are appended to.
#[derive(Debug, Clone)]
pub(crate) struct WebAddress(String);

impl WebAddress {
    /// As it was given.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether what is sent there can be read on the way: without TLS, to another machine.
    pub(crate) fn is_open(&self) -> bool {
        let Ok(url) = Url::parse(&self.0) else { return true };
        let is_here = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        url.scheme() != "https" && !is_here
    }
}

impl Text for WebAddress {
    const EXPECTED: &'static str =
        "an address such as `https://host/path`, without user, password, query and fragment";
    // A password may stand in it, and is the very reason why it is refused.
    const CONFIDENTIAL: bool = true;

    fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let is_plain = matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        is_plain.then(|| Self(text.to_owned()))
    }

    fn shown(&self) -> String {
        self.0.clone()
    }
}
