//! Erasing to the end: the database first, then the files.

use super::{EraseData, Erased, ForeseeErasure, Retention};
use crate::{
    AppError, Recorder, Store, UnitOfWork, UseCase,
    file::ports::{FileId, FileStorage},
    read, run,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kredo_domain::{
    customer::CustomerId,
    loan_application::LoanApplicationId,
    personal_data::{DataSubject, Erasure, ErasureId},
};
use std::{collections::BTreeSet, sync::Arc};

/// Erases people's data with their files. Whatever it is interrupted at, the same call again goes
/// on: what the act still names is still to be deleted, and to delete what is gone is no error.
pub struct ErasePersonalData {
    store: Arc<dyn Store>,
    files: Arc<dyn FileStorage>,
    retention: Retention,
}

impl ErasePersonalData {
    /// How many are looked at in one reading.
    pub const AT_ONCE: u16 = 500;

    /// Binds the ports.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, files: Arc<dyn FileStorage>, retention: Retention) -> Self {
        Self { store, files, retention }
    }

    /// Erases one person's data and deletes the files.
    ///
    /// # Errors
    /// As [`EraseData`]; those of [`Self::delete_files`] when the database has forgotten already.
    pub async fn erase(&self, subject: DataSubject) -> Result<Erased, AppError> {
        let Erased { act, before } = self.forget(subject).await?;
        Ok(Erased { act: self.delete_files(act).await?, before })
    }

    /// Erases one person's data and leaves the files to [`Self::delete_files`].
    ///
    /// # Errors
    /// As [`EraseData`].
    pub async fn forget(&self, subject: DataSubject) -> Result<Erased, AppError> {
        run(&*self.store, &EraseData(&self.retention), &subject).await
    }

    /// What [`Self::erase`] would do now. It only reads.
    ///
    /// # Errors
    /// As [`EraseData`].
    pub async fn foresee(&self, subject: DataSubject) -> Result<Erased, AppError> {
        read(&*self.store, &ForeseeErasure(&self.retention), &subject).await
    }

    /// Some of the customers whose term may be over, behind that one, lowest guid first: their
    /// record is old enough. Whether anything else happened since, [`Self::foresee`] tells.
    ///
    /// # Errors
    /// The store's.
    pub async fn customers(&self, behind: Option<CustomerId>) -> Result<Vec<CustomerId>, AppError> {
        let mut unit = self.store.reader().await?;
        let old = unit.customers().unchanged_since(self.horizon(), behind, Self::AT_ONCE).await?;
        Ok(old.into_iter().map(|customer| customer.value.id()).collect())
    }

    /// Some of the applications of people who never became customers, as [`Self::customers`].
    ///
    /// # Errors
    /// The store's.
    pub async fn applicants(
        &self,
        behind: Option<LoanApplicationId>,
    ) -> Result<Vec<LoanApplicationId>, AppError> {
        let mut unit = self.store.reader().await?;
        let old = unit.loan_applications();
        let old = old.of_nobody(self.horizon(), behind, Self::AT_ONCE).await?;
        Ok(old.into_iter().map(|application| application.value.id()).collect())
    }

    /// What happened after it is too fresh to go.
    fn horizon(&self) -> DateTime<Utc> {
        let Retention { recorder, time, term } = &self.retention;
        time.span_of(term.horizon(time.day_of(recorder.now()))).end
    }

    /// Deletes codes that let people in, once they are older than the term: of whomever they were,
    /// customers or not. Answers how many.
    ///
    /// # Errors
    /// The store's; what was deleted before stays so.
    pub async fn forget_login_codes(&self) -> Result<usize, AppError> {
        let (until, mut forgotten) = (self.horizon(), 0_usize);
        loop {
            let some = run(&*self.store, &ForgetLoginCodes, &until).await?;
            if some == 0 {
                return Ok(forgotten);
            }
            forgotten = forgotten.saturating_add(some);
        }
    }

    /// Some of the acts that have files left to delete, behind that one, lowest guid first.
    ///
    /// # Errors
    /// The store's.
    pub async fn unfinished(&self, behind: Option<ErasureId>) -> Result<Vec<Erasure>, AppError> {
        let mut unit = self.store.reader().await?;
        let unfinished = unit.erasures().unfinished(behind, Self::AT_ONCE).await?;
        Ok(unfinished.into_iter().map(|erasure| erasure.value).collect())
    }

    /// Deletes the files that are left, and notes that they are gone.
    ///
    /// # Errors
    /// The storage's first one, when all were tried and those that are gone are noted; the store's.
    pub async fn delete_files(&self, erasure: Erasure) -> Result<Erasure, AppError> {
        let mut gone = BTreeSet::new();
        let mut failure = None;
        for file in &erasure.record().files {
            match self.delete(file).await {
                Ok(()) => drop(gone.insert(file.clone())),
                Err(cause) => failure = failure.or(Some(cause)),
            }
        }
        let note = NoteDeleted { recorder: &self.retention.recorder };
        let noted = if gone.is_empty() {
            erasure
        } else {
            run(&*self.store, &note, &(erasure, gone)).await?
        };
        failure.map_or(Ok(noted), Err)
    }

    async fn delete(&self, file: &str) -> Result<(), AppError> {
        let id: FileId = file
            .parse()
            .map_err(|cause| AppError::internal("finding a file to delete", format!("{cause}")))?;
        self.files.delete(id).await?;
        Ok(())
    }
}

struct ForgetLoginCodes;

#[async_trait]
impl UseCase for ForgetLoginCodes {
    /// Those that were sent by then.
    type Command = DateTime<Utc>;
    type Output = usize;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        until: &DateTime<Utc>,
    ) -> Result<usize, AppError> {
        let old = unit.otp_challenges().logins_until(*until, ErasePersonalData::AT_ONCE).await?;
        let count = old.len();
        for login in old {
            unit.otp_challenges().remove(login).await?;
        }
        Ok(count)
    }
}

struct NoteDeleted<'a> {
    recorder: &'a Recorder,
}

#[async_trait]
impl UseCase for NoteDeleted<'_> {
    /// Of which act, and the files that are gone.
    type Command = (Erasure, BTreeSet<String>);
    type Output = Erasure;

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        (erasure, gone): &Self::Command,
    ) -> Result<Erasure, AppError> {
        // An act is never taken out again.
        let Some(mut known) = unit.erasures().get(erasure.id()).await? else {
            return Ok(erasure.clone());
        };
        let events = known.value.files_deleted(gone, self.recorder.now());
        let noted = known.value.clone();
        unit.erasures().update(known).await?;
        self.recorder.record(unit, &events).await?;
        Ok(noted)
    }
}
