//! What proves to another system who asks.

use super::text::Text;
use secrecy::SecretString;

/// A bearer token. Shows nothing of itself.
#[derive(Debug, Clone)]
pub(crate) struct Token(SecretString);

impl Token {
    /// The token itself, to be sent.
    pub(crate) fn secret(&self) -> SecretString {
        self.0.clone()
    }
}

impl Text for Token {
    const EXPECTED: &'static str = "a token of Latin letters, digits and signs, without blanks";
    const CONFIDENTIAL: bool = true;

    /// What a header can carry; so `…`, as it is shown, is never taken for a token.
    fn parse(text: &str) -> Option<Self> {
        text.bytes().all(|byte| byte.is_ascii_graphic()).then(|| Self(text.into()))
    }

    fn shown(&self) -> String {
        "…".to_owned()
    }
}
