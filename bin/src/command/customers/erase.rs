//! People whose data is not needed any more.

use super::key;
use crate::{compose, config::Config};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use kredo_application::{
    AppError, Store,
    customer::{CustomerKey, FindCustomer},
    personal_data::{ErasePersonalData, Erased},
    read,
};
use kredo_domain::{
    ErrorKind,
    personal_data::{DataSubject, Erasure, code::PERSONAL_DATA_STILL_NEEDED},
};
use kredo_persistence::SqlStore;
use std::fmt;

/// Erases one customer, known by guid or login, or everybody whose term is over.
pub(crate) async fn erase(
    config: &Config,
    store: SqlStore,
    customer: Option<&str>,
    dry_run: bool,
) -> anyhow::Result<()> {
    let mut erasing = Erasing {
        data: compose::erase_personal_data(config, store.clone()).await?,
        // Hides itself where standard error is no terminal.
        progress: ProgressBar::new_spinner()
            .with_style(ProgressStyle::with_template("{spinner} {msg}")?),
        tally: Tally { dry_run, ..Tally::default() },
        unreachable: None,
    };
    let done = match customer {
        Some(customer) => erasing.one(&store, customer).await,
        None => erasing.everybody_due().await.context(AGAIN),
    };
    erasing.progress.finish_and_clear();
    if customer.is_none() || done.is_ok() {
        println!("{}", erasing.tally);
    }
    done?;
    if let Some(failure) = erasing.unreachable {
        return Err(failure)
            .context("some files could not be deleted; the same command tries again");
    }
    if !dry_run {
        store.settle().await.context("what was deleted is still in the database's journal")?;
    }
    Ok(store.close().await?)
}

#[derive(Default)]
struct Tally {
    dry_run: bool,
    customers: u64,
    /// Who applied and never became customers.
    applicants: u64,
    files: usize,
    /// Codes that let people in.
    codes: usize,
    /// Whose data was erased before.
    before: u64,
    /// Whose record is old and who is needed still.
    needed: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dry_run, customers, applicants, files, codes, before, needed } = self;
        let done = if *dry_run { "would be erased" } else { "erased" };
        write!(f, "{done}: {customers} customers, {applicants} applicants, {files} files")?;
        let further = [
            ("old login codes deleted", u64::try_from(*codes).unwrap_or(u64::MAX)),
            ("erased before", *before),
            ("still needed, though their record is old", *needed),
        ];
        for (what, count) in further.into_iter().filter(|(_, count)| *count > 0) {
            write!(f, "; {what}: {count}")?;
        }
        Ok(())
    }
}

struct Erasing {
    data: ErasePersonalData,
    progress: ProgressBar,
    tally: Tally,
    /// The first failure of the file storage: it keeps nobody else from being erased.
    unreachable: Option<AppError>,
}

const AGAIN: &str = "the erasing is not at its end; the same command again goes on with it";

impl Erasing {
    async fn one(&mut self, store: &dyn Store, customer: &str) -> anyhow::Result<()> {
        let id = match key(customer)? {
            // Also of one who was erased before.
            CustomerKey::Guid(id) => id,
            other => {
                let found = read(store, &FindCustomer, &other).await;
                found.with_context(|| format!("no data of {customer}"))?.value.id()
            }
        };
        self.do_to(DataSubject::Customer(id)).await.map_err(told)
    }

    async fn everybody_due(&mut self) -> Result<(), AppError> {
        if !self.tally.dry_run {
            self.finish().await?;
            self.tally.codes = self.data.forget_login_codes().await?;
        }
        self.customers().await?;
        self.applicants().await
    }

    /// Deletes the files that earlier runs have left.
    async fn finish(&mut self) -> Result<(), AppError> {
        let mut behind = None;
        loop {
            let unfinished = self.data.unfinished(behind).await?;
            let Some(last) = unfinished.last() else { return Ok(()) };
            behind = Some(last.id());
            for act in unfinished {
                self.delete_files(act).await?;
            }
        }
    }

    async fn customers(&mut self) -> Result<(), AppError> {
        let mut behind = None;
        loop {
            let old = self.data.customers(behind).await?;
            let Some(last) = old.last() else { return Ok(()) };
            behind = Some(*last);
            for customer in old {
                self.one_of_many(DataSubject::Customer(customer)).await?;
            }
        }
    }

    async fn applicants(&mut self) -> Result<(), AppError> {
        let mut behind = None;
        loop {
            let old = self.data.applicants(behind).await?;
            let Some(last) = old.last() else { return Ok(()) };
            behind = Some(*last);
            for application in old {
                self.one_of_many(DataSubject::Applicant(application)).await?;
            }
        }
    }

    async fn one_of_many(&mut self, subject: DataSubject) -> Result<(), AppError> {
        match self.do_to(subject).await {
            Err(kept) if kept.code() == PERSONAL_DATA_STILL_NEEDED => self.tally.needed += 1,
            // It has become a customer's meanwhile.
            Err(gone) if gone.kind() == ErrorKind::NotFound => {}
            done => done?,
        }
        self.progress.set_message(self.tally.to_string());
        self.progress.tick();
        Ok(())
    }

    async fn do_to(&mut self, subject: DataSubject) -> Result<(), AppError> {
        // Most are needed still, and to see that takes nothing from others who write.
        let foreseen = self.data.foresee(subject).await?;
        if self.tally.dry_run {
            if !foreseen.before {
                self.progress.suspend(|| println!("{}", foreseen.act.id()));
            }
            self.note(&foreseen);
            let files = foreseen.act.record().files.len();
            self.tally.files = self.tally.files.saturating_add(files);
            return Ok(());
        }
        let erased = self.data.forget(subject).await?;
        self.note(&erased);
        self.delete_files(erased.act).await
    }

    /// Deletes what is left; what cannot be reached waits for another run.
    async fn delete_files(&mut self, act: Erasure) -> Result<(), AppError> {
        let files = act.record().files.len();
        match self.data.delete_files(act).await {
            Ok(_) => self.tally.files = self.tally.files.saturating_add(files),
            Err(failure @ AppError::Outside(_)) => {
                self.unreachable.get_or_insert(failure);
            }
            Err(failure) => return Err(failure),
        }
        Ok(())
    }

    fn note(&mut self, erased: &Erased) {
        let tally = &mut self.tally;
        let count = match erased.act.record().subject {
            _ if erased.before => &mut tally.before,
            DataSubject::Customer(_) => &mut tally.customers,
            DataSubject::Applicant(_) => &mut tally.applicants,
        };
        *count = count.saturating_add(1);
    }
}

/// With every reason.
fn told(refusal: AppError) -> anyhow::Error {
    let reasons: Vec<_> = refusal.fields().into_iter().map(|reason| reason.message).collect();
    if reasons.is_empty() {
        return refusal.into();
    }
    anyhow::anyhow!("{refusal}: {}", reasons.join(", "))
}
