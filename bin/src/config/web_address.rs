//! The address of a system that is asked over HTTP.

use super::text::Text;
use url::Url;

/// An address of the web that operations are appended to.
#[derive(Debug, Clone)]
pub(crate) struct WebAddress(String);

impl WebAddress {
    /// As it was given.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
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
