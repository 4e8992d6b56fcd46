//! Unique keys of consents in memory.

use crate::memory::UniqueKey;
use kredo_domain::consent::Consent;

pub(crate) fn consent_keys(consent: &Consent) -> Vec<UniqueKey> {
    let (state, kind) = (consent.state(), consent.state().statement.kind.as_str());
    let key = state.application.map(|id| ("application", format!("{id}\n{kind}")));
    key.into_iter().collect()
}
