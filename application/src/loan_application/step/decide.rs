//! What comes of the scoring.

use super::{Desk, plain::Plain};
use crate::{
    AppError, UnitOfWork,
    activity::{Guid, LocalActivity},
    loan_application::{Lending, own::find},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::{
    ErrorCode,
    loan_application::{Approval, DeclineReason, DeclineReasons, LoanApplicationId, code},
    product::Offer,
    scoring::ScoringDecision,
};

/// Approves the application with the offer, or declines it.
pub(super) struct Decide(pub(super) Desk);

#[async_trait]
impl LocalActivity for Decide {
    const NAME: &'static str = "LoanApplicationActivity#decide";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "offer", "decision"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, code::LOAN_APPLICATION_STAGE_MISMATCH];
    type Arguments = (Guid, Plain<Offer>, Plain<ScoringDecision>);
    /// Until when the offer stands.
    type Output = Plain<DateTime<Utc>>;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), Plain(offer), Plain(decision)): Self::Arguments,
    ) -> Result<Option<Plain<DateTime<Utc>>>, AppError> {
        let mut application = find(unit, LoanApplicationId::new(id)).await?;
        let Desk { lending, time, recorder, .. } = &self.0;
        let expires_at =
            lending.working_days.end_of_working_day(time.now(), Lending::OFFER_STANDS, time.zone());
        let (events, result) = match decision {
            ScoringDecision::Approved { .. } => {
                let approval = Approval { offer, expires_at };
                (application.value.approve(approval)?, Some(Plain(expires_at)))
            }
            ScoringDecision::Declined { reasons, .. } => {
                let burden = reasons.iter().any(|reason| reason.code.contains("DEBT_BURDEN"));
                let burden = burden.then_some(DeclineReason::DebtBurdenTooHigh);
                let all = [Some(DeclineReason::ScoreTooLow), burden].into_iter().flatten();
                let reasons = DeclineReasons::from_all(all)
                    .unwrap_or_else(|| DeclineReason::ScoreTooLow.into());
                (application.value.decline(reasons)?, None)
            }
        };
        if !events.is_empty() {
            unit.loan_applications().update(application).await?;
            recorder.record(unit, &events).await?;
        }
        Ok(result)
    }
}
