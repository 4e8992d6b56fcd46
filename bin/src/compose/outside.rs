//! The systems that the journey asks.

use chrono::NaiveDate;
use kredo_application::loan_application::Outside;
use kredo_domain::scoring::Scorecard;
use kredo_outbound::{
    identification::{SandboxIdentification, SandboxIdentificationSettings},
    scoring::{
        BuiltInScoring, SandboxBureau, SandboxBureauSettings, SandboxList, SandboxSanctions,
        SandboxSanctionsSettings,
    },
};
use std::sync::Arc;

/// Sandbox adapters that know nothing against anybody, and the built-in scorecard: for trials.
pub(super) fn sandbox() -> anyhow::Result<Outside> {
    let bureau = SandboxBureauSettings { name: "sandbox".to_owned(), people: Vec::new() };
    let list = SandboxList {
        name: "sandbox".to_owned(),
        edition: NaiveDate::default(),
        people: Vec::new(),
    };
    let identification = SandboxIdentificationSettings { biometrics: true, refusals: Vec::new() };
    Ok(Outside {
        bureaus: vec![Arc::new(SandboxBureau::new(bureau))],
        sanctions: Arc::new(SandboxSanctions::new(SandboxSanctionsSettings { lists: vec![list] })),
        scoring: Arc::new(BuiltInScoring::new(Scorecard::built_in()?)),
        identification: Arc::new(SandboxIdentification::new(identification)),
    })
}
