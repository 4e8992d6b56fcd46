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
    customer::CustomerError,
    loan_application::LoanApplicationError,
    personal_data::{DataSubject, Erasure, NewErasure, PersonalDataEvent, RetentionTerm},
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

    /// What erasing would be, if the term is over, and what it would take out and tell; nothing of
    /// that where the data was erased before. Only reads.
    async fn foresee(
        &self,
        unit: &mut dyn UnitOfWork,
        subject: DataSubject,
    ) -> Result<(Erased, Option<ToDo>), AppError> {
        let known = unit.erasures().get(Erasure::id_of(subject)).await?;
        if let Some(known) = known.filter(|known| known.value.record().subject == subject) {
            return Ok((Erased { act: known.value, before: true }, None));
        }
        let (holdings, number) = holdings(unit, subject).await?;
        let (dealings, now) = (holdings.dealings(unit, &self.time).await?, self.recorder.now());
        self.term.judge(&dealings, self.time.day_of(now))?;
        let new = NewErasure {
            subject,
            number,
            registered_at: holdings.began_at,
            last_dealings: dealings.last,
            kept_years: self.term.years(),
            held: holdings.counts(),
            files: holdings.files(),
            files_elsewhere: holdings.files_elsewhere(),
        };
        let (act, events) = Erasure::of(new, now);
        Ok((Erased { act, before: false }, Some((holdings, events))))
    }
}

/// What is to be taken out, and what is to be told of it.
type ToDo = (Holdings, Vec<PersonalDataEvent>);

/// Everything of a person, and the customer's numeric id.
async fn holdings(
    unit: &mut dyn UnitOfWork,
    subject: DataSubject,
) -> Result<(Holdings, Option<i64>), AppError> {
    match subject {
        DataSubject::Customer(guid) => {
            let found = unit.customers().get(guid).await?.ok_or(CustomerError::NotFound)?;
            let number = found.value.state().number;
            Ok((Holdings::of_customer(unit, found).await?, Some(number)))
        }
        DataSubject::Applicant(application) => {
            let found = unit.loan_applications().get(application).await?;
            let found = found.filter(|found| found.value.record().customer.is_none());
            let found = found.ok_or(LoanApplicationError::NotFound)?;
            Ok((Holdings::of_applicant(unit, found).await?, None))
        }
    }
}

/// The act, and whether it is this one: the data may have been erased before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// What went, when and on what ground.
    pub act: Erasure,
    /// Whether it was there before.
    pub before: bool,
}

/// Takes everything that is held about a person out of the database (152-FZ art. 21), with the
/// customer. The ledger stays: loans and orders, which name the customer by guid and hold nothing
/// else of it; so does the audit trail. Files are left to [`ErasePersonalData`].
pub struct EraseData<'a>(pub &'a Retention);

#[async_trait]
impl UseCase for EraseData<'_> {
    type Command = DataSubject;
    type Output = Erased;

    /// # Errors
    /// [`CustomerError::NotFound`]; [`LoanApplicationError::NotFound`], also for the application of
    /// a customer, with whom it goes;
    /// [`PersonalDataError::StillNeeded`](kredo_domain::personal_data::PersonalDataError) with
    /// every reason; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        subject: &DataSubject,
    ) -> Result<Erased, AppError> {
        let (erased, to_do) = self.0.foresee(unit, *subject).await?;
        if let Some((holdings, events)) = to_do {
            holdings.remove(unit).await?;
            unit.erasures().insert(&erased.act).await?;
            self.0.recorder.record(unit, &events).await?;
        }
        Ok(erased)
    }
}

/// What [`EraseData`] would do now. It only reads.
pub struct ForeseeErasure<'a>(pub &'a Retention);

#[async_trait]
impl UseCase for ForeseeErasure<'_> {
    type Command = DataSubject;
    /// The act as it would be, or as it was.
    type Output = Erased;

    /// # Errors
    /// As [`EraseData`].
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        subject: &DataSubject,
    ) -> Result<Erased, AppError> {
        Ok(self.0.foresee(unit, *subject).await?.0)
    }
}
