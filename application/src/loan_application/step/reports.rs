//! What others know of the borrower.

use super::{Desk, plain::Plain, subject::subject};
use crate::{
    AppError,
    activity::{Guid, OutsideActivity, StepContext},
    loan_application::own::find,
    scoring::ports::BackgroundRequest,
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    loan_application::{LoanApplicationId, code},
    scoring::{BureauReport, SanctionsAnswer},
};
use serde::{Deserialize, Serialize};

/// Answers of bureaus and lists; `None` when nobody could be asked about the person.
pub(super) type Reports = Option<Answers>;

/// What was answered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Answers {
    pub(super) bureaus: Vec<BureauReport>,
    pub(super) sanctions: SanctionsAnswer,
}

/// Asks every bureau that the lender must ask, and the lists of sanctioned persons.
pub(super) struct GatherReports(pub(super) Desk);

#[async_trait]
impl OutsideActivity for GatherReports {
    const NAME: &'static str = "LoanApplicationActivity#gatherReports";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid"];
    const ERRORS: &'static [ErrorCode] = &[code::LOAN_APPLICATION_NOT_FOUND];
    type Arguments = (Guid,);
    type Output = Plain<Reports>;

    async fn run(
        &self,
        context: &StepContext,
        (Guid(id),): (Guid,),
    ) -> Result<Option<Plain<Reports>>, AppError> {
        let mut unit = self.0.store.reader().await?;
        let application = find(&mut *unit, LoanApplicationId::new(id)).await?.value;
        drop(unit);
        let Some(subject) = subject(&application.record().questionnaire) else {
            return Ok(Some(Plain(None)));
        };
        let asked_at = self.0.time.now().with_timezone(&self.0.time.zone());
        let request = BackgroundRequest { subject, asked_at };
        let mut bureaus = Vec::new();
        for bureau in &self.0.outside.bureaus {
            bureaus.push(bureau.report(&context.key, &request).await?);
        }
        let sanctions = self.0.outside.sanctions.search(&context.key, &request).await?;
        Ok(Some(Plain(Some(Answers { bureaus, sanctions }))))
    }
}
