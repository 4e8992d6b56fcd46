//! What withdrawing takes and answers, whoever asks for it.

use kredo_domain::consent::ConsentKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a consent is about: `PERSONAL_DATA`, `CREDIT_HISTORY`, `ELECTRONIC_SIGNATURE`,
/// `ADVERTISING`, or another word; kept in capitals.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(pattern = r"^[A-Za-z][A-Za-z0-9_]*$", max_length = 100)]
pub(super) struct ConsentKindWord(String);

impl From<ConsentKindWord> for ConsentKind {
    fn from(ConsentKindWord(word): ConsentKindWord) -> Self {
        Self::new(&word)
    }
}

/// What is taken back.
#[derive(Deserialize, ToSchema)]
pub(super) struct WithdrawRequest {
    /// The kind.
    pub(super) kind: ConsentKindWord,
}

/// Nothing more to say.
#[derive(Serialize, ToSchema)]
pub(super) struct Withdrawn {}
