//! Erasing what is held about people, once nothing needs it any more.

mod files;
mod holdings;
mod view;

pub use files::ErasePersonalData;
pub use view::ErasureView;

use crate::{AppError, BusinessTime, Recorder, UnitOfWork, UseCase};
use async_trait::async_trait;
use holdings::Holdings;
use kredo_domain::{
    customer::{CustomerError, CustomerId},
    loan_application::{LoanApplicationError, LoanApplicationId},
    personal_data::{DataSubject, Erasure, NewErasure, RetentionTerm},
};

/// By what it is judged whether data may go: real time, so that a trial on another day erases
/// nothing before its time, in the lender's zone.
#[derive(Clone)]
pub struct Retention {
    recorder: Recorder,
    time: BusinessTime,
    term: RetentionTerm,
}

impl Retention {
    /// Binds the ports.
    #[must_use]
    pub const fn new(recorder: Recorder, time: BusinessTime, term: RetentionTerm) -> Self {
        Self { recorder, time, term }
    }

    /// Takes everything out, if its term is over, and keeps the act of it.
    async fn end(
        &self,
        unit: &mut dyn UnitOfWork,
        subject: DataSubject,
        holdings: Holdings,
    ) -> Result<Erasure, AppError> {
        let now = self.recorder.now();
        let dealings = holdings.dealings(unit, &self.time).await?;
        self.term.judge(&dealings, self.time.day_of(now))?;
        let new = NewErasure {
            subject,
            registered_at: holdings.began_at,
            last_dealings: dealings.last,
            kept_years: self.term.years(),
            held: holdings.counts(),
            files: holdings.files(),
        };
        let (erasure, events) = Erasure::record_of(new, now);
        holdings.remove(unit).await?;
        unit.erasures().insert(&erasure).await?;
        self.recorder.record(unit, &events).await?;
        Ok(erasure)
    }
}

/// Takes everything that is held about a customer out of the database (152-FZ art. 21), with the
/// customer. The ledger stays: loans and orders, which name the customer by guid and hold nothing
/// else of it; so does the audit trail. Files are left to [`ErasePersonalData`].
pub struct EraseCustomer<'a>(pub &'a Retention);

#[async_trait]
impl UseCase for EraseCustomer<'_> {
    type Command = CustomerId;
    /// The act, which was there before where the customer had been erased.
    type Output = Erasure;

    /// # Errors
    /// [`CustomerError::NotFound`];
    /// [`PersonalDataError::StillNeeded`](kredo_domain::personal_data::PersonalDataError) with
    /// every reason; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        customer: &CustomerId,
    ) -> Result<Erasure, AppError> {
        if let Some(known) = unit.erasures().get(Erasure::id_of(*customer)).await? {
            return Ok(known.value);
        }
        let customer = unit.customers().get(*customer).await?.ok_or(CustomerError::NotFound)?;
        let (guid, number) = (customer.value.id(), customer.value.state().number);
        let holdings = Holdings::of_customer(unit, customer).await?;
        self.0.end(unit, DataSubject::Customer { guid, number }, holdings).await
    }
}

/// As [`EraseCustomer`], of somebody who applied and never became a customer: the application.
pub struct EraseApplicant<'a>(pub &'a Retention);

#[async_trait]
impl UseCase for EraseApplicant<'_> {
    type Command = LoanApplicationId;
    /// The act, which was there before where the application had been erased.
    type Output = Erasure;

    /// # Errors
    /// [`LoanApplicationError::NotFound`], also for the application of a customer, with whom it
    /// goes; [`PersonalDataError::StillNeeded`](kredo_domain::personal_data::PersonalDataError); or
    /// the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        id: &LoanApplicationId,
    ) -> Result<Erasure, AppError> {
        if let Some(known) = unit.erasures().get(Erasure::id_of_applicant(*id)).await? {
            return Ok(known.value);
        }
        let found = unit.loan_applications().get(*id).await?;
        let found = found.filter(|found| found.value.record().customer.is_none());
        let found = found.ok_or(LoanApplicationError::NotFound)?;
        let holdings = Holdings::of_applicant(unit, found).await?;
        self.0.end(unit, DataSubject::Applicant { application: *id }, holdings).await
    }
}
