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

    /// What the act of taking everything out would be, if its term is over. Only reads.
    async fn judge(
        &self,
        unit: &mut dyn UnitOfWork,
        (subject, holdings): (DataSubject, &Holdings),
    ) -> Result<(Erasure, Vec<PersonalDataEvent>), AppError> {
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
            files_elsewhere: holdings.files_elsewhere(),
        };
        Ok(Erasure::of(new, now))
    }

    /// Takes everything out, if its term is over, and keeps the act of it.
    async fn end(
        &self,
        unit: &mut dyn UnitOfWork,
        (subject, holdings): (DataSubject, Holdings),
    ) -> Result<Erasure, AppError> {
        let (erasure, events) = self.judge(unit, (subject, &holdings)).await?;
        holdings.remove(unit).await?;
        unit.erasures().insert(&erasure).await?;
        self.recorder.record(unit, &events).await?;
        Ok(erasure)
    }
}

/// Whose data is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A customer's.
    Customer(CustomerId),
    /// That of somebody who applied and never became a customer.
    Applicant(LoanApplicationId),
}

/// What is there of it.
enum Held {
    /// The act of its end.
    Erased(Erasure),
    /// All of it.
    Still(DataSubject, Box<Holdings>),
}

impl Whose {
    const fn is(self, subject: DataSubject) -> bool {
        matches!(
            (self, subject),
            (Self::Customer(_), DataSubject::Customer { .. })
                | (Self::Applicant(_), DataSubject::Applicant { .. })
        )
    }

    async fn find(self, unit: &mut dyn UnitOfWork) -> Result<Held, AppError> {
        let act = match self {
            Self::Customer(guid) => Erasure::id_of(guid),
            Self::Applicant(application) => Erasure::id_of_applicant(application),
        };
        if let Some(known) = unit.erasures().get(act).await?
            && self.is(known.value.record().subject)
        {
            return Ok(Held::Erased(known.value));
        }
        match self {
            Self::Customer(guid) => {
                let found = unit.customers().get(guid).await?.ok_or(CustomerError::NotFound)?;
                let number = found.value.state().number;
                let holdings = Holdings::of_customer(unit, found).await?;
                Ok(Held::Still(DataSubject::Customer { guid, number }, holdings.into()))
            }
            Self::Applicant(application) => {
                let found = unit.loan_applications().get(application).await?;
                let found = found.filter(|found| found.value.record().customer.is_none());
                let found = found.ok_or(LoanApplicationError::NotFound)?;
                let holdings = Holdings::of_applicant(unit, found).await?;
                Ok(Held::Still(DataSubject::Applicant { application }, holdings.into()))
            }
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

impl From<Erasure> for Erased {
    /// One that was not there before.
    fn from(act: Erasure) -> Self {
        Self { act, before: false }
    }
}

/// Takes everything that is held about a person out of the database (152-FZ art. 21), with the
/// customer. The ledger stays: loans and orders, which name the customer by guid and hold nothing
/// else of it; so does the audit trail. Files are left to [`ErasePersonalData`].
pub struct EraseData<'a>(pub &'a Retention);

#[async_trait]
impl UseCase for EraseData<'_> {
    type Command = Whose;
    type Output = Erased;

    /// # Errors
    /// [`CustomerError::NotFound`]; [`LoanApplicationError::NotFound`], also for the application of
    /// a customer, with whom it goes;
    /// [`PersonalDataError::StillNeeded`](kredo_domain::personal_data::PersonalDataError) with
    /// every reason; or the store's.
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        whose: &Whose,
    ) -> Result<Erased, AppError> {
        match whose.find(unit).await? {
            Held::Erased(act) => Ok(Erased { act, before: true }),
            Held::Still(subject, holdings) => {
                Ok(self.0.end(unit, (subject, *holdings)).await?.into())
            }
        }
    }
}

/// What [`EraseData`] would do now. It only reads.
pub struct ForeseeErasure<'a>(pub &'a Retention);

#[async_trait]
impl UseCase for ForeseeErasure<'_> {
    type Command = Whose;
    /// The act as it would be, or as it was.
    type Output = Erased;

    /// # Errors
    /// As [`EraseData`].
    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        whose: &Whose,
    ) -> Result<Erased, AppError> {
        match whose.find(unit).await? {
            Held::Erased(act) => Ok(Erased { act, before: true }),
            Held::Still(subject, holdings) => {
                Ok(self.0.judge(unit, (subject, &holdings)).await?.0.into())
            }
        }
    }
}
