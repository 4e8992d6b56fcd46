//! A consent, as interfaces and exports show it.

use super::KnownConsent;
use chrono::{DateTime, Utc};
use kredo_domain::Id;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a customer answered to a text.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsentView {
    /// Its guid.
    guid: Uuid,
    /// What it is about: `PERSONAL_DATA`.
    kind: String,
    /// The heading, as it was shown.
    title: String,
    /// The lender's name for this edition of the text.
    version: String,
    /// The text, as it was shown.
    wording: String,
    /// Whether the customer agreed.
    is_given: bool,
    /// Whether it is the last word of its kind, and agrees.
    is_in_force: bool,
    /// For which application, if for one.
    application_guid: Option<Uuid>,
    /// SHA-256 of the signed document that names it, if one does.
    document_hash: Option<String>,
    /// When it was stated.
    stated_at: DateTime<Utc>,
}

impl From<KnownConsent> for ConsentView {
    fn from(KnownConsent { consent, in_force }: KnownConsent) -> Self {
        let state = consent.state().clone();
        Self {
            guid: state.id.guid(),
            kind: state.statement.kind.as_str().to_owned(),
            title: state.statement.text.title,
            version: state.statement.text.version,
            wording: state.statement.text.wording,
            is_given: state.statement.given,
            is_in_force: in_force,
            application_guid: state.application.map(Id::guid),
            document_hash: state.statement.document.map(|hash| hash.as_str().to_owned()),
            stated_at: state.at,
        }
    }
}
