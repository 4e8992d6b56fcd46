//! Cards as other systems know them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Names another system that knows cards; a word between the two, kept as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntegrationCode(String);

impl IntegrationCode {
    /// Takes a code.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a card is called in another system, a token for instance; means nothing here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalCardId(String);

impl ExternalCardId {
    /// Takes an identifier.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Under which name another system knows a card. It is in use while the card is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardIntegration {
    /// Which system; a card has one name in each.
    pub code: IntegrationCode,
    /// The card's name there.
    pub external_id: ExternalCardId,
    /// When the card was first linked to that system, UTC.
    pub created_at: DateTime<Utc>,
    /// When its name there was last told or replaced, UTC.
    pub updated_at: DateTime<Utc>,
}
