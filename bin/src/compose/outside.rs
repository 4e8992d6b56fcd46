//! The systems that the journey asks.

use super::remote;
use crate::config::Config;
use kredo_application::{loan_application::Outside, scoring::ports::ScoringEngine};
use kredo_domain::scoring::Scorecard;
use kredo_outbound::{
    identification::SandboxIdentification,
    scoring::{BuiltInScoring, SandboxBureau, SandboxSanctions},
};
use std::sync::Arc;

/// Sandboxes as the configuration drives them, and the scoring engine that it names.
pub(super) fn outside(config: &Config) -> anyhow::Result<Outside> {
    let sandbox = &config.sandbox;
    let bureaus = sandbox.bureaus.iter().cloned();
    Ok(Outside {
        bureaus: bureaus.map(|bureau| Arc::new(SandboxBureau::new(bureau)) as _).collect(),
        sanctions: Arc::new(SandboxSanctions::new(sandbox.sanctions.clone())),
        scoring: scoring(config)?,
        identification: Arc::new(SandboxIdentification::new(sandbox.identification.clone())),
    })
}

fn scoring(config: &Config) -> anyhow::Result<Arc<dyn ScoringEngine>> {
    if let Some(engine) = remote::scoring(&config.scoring.engine)? {
        return Ok(engine);
    }
    let scorecard = match &config.scoring.scorecard {
        Some(scorecard) => scorecard.clone(),
        None => Scorecard::built_in()?,
    };
    Ok(Arc::new(BuiltInScoring::new(scorecard)))
}
