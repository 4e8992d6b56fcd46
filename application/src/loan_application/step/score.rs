//! The decision by figures.

use super::{Desk, plain::Plain};
use crate::{
    AppError,
    activity::{Guid, OutsideActivity, StepContext},
    scoring::ports::ScoringRequest,
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    scoring::{ScoringDecision, ScoringFigures},
};

/// Asks the scoring engine.
pub(super) struct Score(pub(super) Desk);

#[async_trait]
impl OutsideActivity for Score {
    const NAME: &'static str = "LoanApplicationActivity#score";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "figures"];
    const ERRORS: &'static [ErrorCode] = &[];
    const ONLY_ASKS: bool = true;
    type Arguments = (Guid, Plain<ScoringFigures>);
    type Output = Plain<ScoringDecision>;

    async fn run(
        &self,
        context: &StepContext,
        (Guid(application), Plain(figures)): (Guid, Plain<ScoringFigures>),
    ) -> Result<Option<Plain<ScoringDecision>>, AppError> {
        let request = ScoringRequest { application, figures };
        let decision = self.0.outside.scoring.decide(&context.key, &request).await?;
        Ok(Some(Plain(decision)))
    }
}
