//! Number, day and terms of the contract.

use super::super::{Desk, assess::Assess, plain::Plain, reports::Reports};
use crate::{
    AppError, UnitOfWork,
    activity::{Guid, LocalActivity},
    file::ports::FileId,
    loan_application::own::find,
    store::{Sequence, next_number},
};
use async_trait::async_trait;
use chrono::NaiveDate;
use kredo_domain::{
    ErrorCode,
    loan_application::{ContractNumber, LoanApplicationId, code},
    product::Offer,
};
use serde::{Deserialize, Serialize};

/// A contract that is to be printed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in super::super) struct Draft {
    pub(super) number: ContractNumber,
    /// The day of the contract, in the lender's zone.
    pub(super) date: NaiveDate,
    /// The approved terms, with the dates of that day.
    pub(super) offer: Offer,
    /// Where its bytes will lie.
    pub(super) file: FileId,
}

/// Checks the borrower once more, on the day of the contract, and draws the contract's number.
pub(in super::super) struct DraftContract(pub(in super::super) Desk);

#[async_trait]
impl LocalActivity for DraftContract {
    const NAME: &'static str = "LoanApplicationActivity#draftContract";
    const ARGUMENTS: &'static [&'static str] = &["applicationGuid", "reports"];
    const ERRORS: &'static [ErrorCode] =
        &[code::LOAN_APPLICATION_NOT_FOUND, code::LOAN_APPLICATION_STAGE_MISMATCH];
    type Arguments = (Guid, Plain<Reports>);
    type Output = Plain<Draft>;

    async fn run(
        &self,
        unit: &mut dyn UnitOfWork,
        (Guid(id), Plain(reports)): Self::Arguments,
    ) -> Result<Option<Plain<Draft>>, AppError> {
        let Desk { recorder, time, .. } = &self.0;
        let (mut application, now) = (find(unit, LoanApplicationId::new(id)).await?, time.now());
        let own = self.0.own_registers(unit, &application.value).await?;
        let approved = application.value.state().offer().cloned();
        let questionnaire = &application.value.record().questionnaire;
        let assess = Assess(self.0.clone());
        let known = (reports.as_ref(), &own);
        let offer = match assess.again(questionnaire, approved.as_ref(), known, now) {
            Ok(offer) => offer,
            Err(reasons) => {
                let events = application.value.decline(reasons)?;
                if !events.is_empty() {
                    unit.loan_applications().update(application).await?;
                    recorder.record(unit, &events).await?;
                }
                return Ok(None);
            }
        };
        let date = time.day_of(now);
        let sequence = next_number(unit, Sequence::Contract).await?;
        let number = ContractNumber::compose(date, sequence)?;
        Ok(Some(Plain(Draft { number, date, offer, file: recorder.new_id() })))
    }
}
