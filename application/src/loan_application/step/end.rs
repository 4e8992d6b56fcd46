//! Ends of the journey that are not its aim.

use super::Desk;
use crate::{
    AppError, UnitOfWork,
    activity::{Guid, LocalActivity},
    loan_application::own::find,
};
use async_trait::async_trait;
use kredo_domain::{
    ErrorCode,
    loan_application::{
        LoanApplication, LoanApplicationError, LoanApplicationEvent, LoanApplicationId, code,
    },
};
use uuid::Uuid;

type Decision<'a> = &'a (
        dyn Fn(&mut LoanApplication) -> Result<Vec<LoanApplicationEvent>, LoanApplicationError>
            + Send
            + Sync
    );

impl Desk {
    /// Tells the application, and keeps what comes of it.
    pub(super) async fn tell(
        &self,
        unit: &mut dyn UnitOfWork,
        id: Uuid,
        decide: Decision<'_>,
    ) -> Result<(), AppError> {
        let mut application = find(unit, LoanApplicationId::new(id)).await?;
        let events = decide(&mut application.value)?;
        if !events.is_empty() {
            unit.loan_applications().update(application).await?;
            self.recorder.record(unit, &events).await?;
        }
        Ok(())
    }
}

/// Nobody took up the offer in time.
pub(super) struct Expire(pub(super) Desk);

#[async_trait]
impl LocalActivity for Expire {
    const NAME: &'static str = "LoanApplicationActivity#expire";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid"];
    const ERRORS: &'static [ErrorCode] = &[code::LOAN_APPLICATION_NOT_FOUND];
    type Arguments = (Guid,);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id),): (Guid,),
    ) -> Result<Option<()>, AppError> {
        let now = self.0.time.now();
        self.0.tell(unit, id, &|application| Ok(application.expire(now))).await.map(|()| None)
    }
}

/// An operator has to see to it.
pub(super) struct Fail(pub(super) Desk);

#[async_trait]
impl LocalActivity for Fail {
    const NAME: &'static str = "LoanApplicationActivity#fail";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "fault"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, code::LOAN_APPLICATION_STAGE_MISMATCH];
    type Arguments = (Guid, String);
    type Output = ();

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), fault): (Guid, String),
    ) -> Result<Option<()>, AppError> {
        let tell = |application: &mut LoanApplication| application.fail(fault.clone());
        self.0.tell(unit, id, &tell).await.map(|()| None)
    }
}
