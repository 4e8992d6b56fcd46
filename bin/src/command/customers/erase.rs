//! People whose data is not needed any more.

use super::key;
use crate::{compose, config::Config};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use kredo_application::{
    AppError, Store,
    customer::{CustomerKey, FindCustomer},
    personal_data::{ErasePersonalData, Whose},
    read,
};
use kredo_domain::{
    ErrorKind,
    personal_data::{DataKind, DataSubject, Erasure, code::PERSONAL_DATA_STILL_NEEDED},
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
    };
    let done = match customer {
        Some(customer) => erasing.one(&store, customer).await,
        None => erasing.everybody_due().await,
    };
    erasing.progress.finish_and_clear();
    if customer.is_none() || done.is_ok() {
        println!("{}", erasing.tally);
    }
    done?;
    Ok(store.close().await?)
}

#[derive(Default)]
struct Tally {
    dry_run: bool,
    customers: u64,
    /// Who applied and never became customers.
    applicants: u64,
    files: usize,
    /// Whose record is old and who is needed still.
    needed: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dry_run, customers, applicants, files, needed } = self;
        let done = if *dry_run { "would be erased" } else { "erased" };
        write!(f, "{done}: {customers} customers, {applicants} applicants, {files} files")?;
        match needed {
            0 => Ok(()),
            needed => write!(f, "; still needed, though their record is old: {needed}"),
        }
    }
}

struct Erasing {
    data: ErasePersonalData,
    progress: ProgressBar,
    tally: Tally,
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
        let done = self.do_to(Whose::Customer(id)).await.map_err(told)?;
        self.note(&done);
        Ok(())
    }

    async fn everybody_due(&mut self) -> anyhow::Result<()> {
        if !self.tally.dry_run {
            self.finish().await.context(AGAIN)?;
        }
        self.customers().await.context(AGAIN)?;
        self.applicants().await.context(AGAIN)
    }

    /// Deletes the files that earlier runs have left.
    async fn finish(&mut self) -> Result<(), AppError> {
        loop {
            let unfinished = self.data.unfinished().await?;
            if unfinished.is_empty() {
                return Ok(());
            }
            for erasure in unfinished {
                let files = erasure.record().files.len();
                self.data.delete_files(erasure).await?;
                self.tally.files = self.tally.files.saturating_add(files);
                self.progress.set_message(self.tally.to_string());
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
                self.one_of_many(Whose::Customer(customer)).await?;
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
                self.one_of_many(Whose::Applicant(application)).await?;
            }
        }
    }

    async fn do_to(&self, whose: Whose) -> Result<Erasure, AppError> {
        // Most are needed still, and to see that takes nothing from others who write.
        let foreseen = self.data.foresee(whose).await?;
        if self.tally.dry_run {
            return Ok(foreseen);
        }
        self.data.erase(whose).await
    }

    async fn one_of_many(&mut self, whose: Whose) -> Result<(), AppError> {
        match self.do_to(whose).await {
            Ok(erasure) => self.note(&erasure),
            Err(kept) if kept.code() == PERSONAL_DATA_STILL_NEEDED => self.tally.needed += 1,
            // It has become a customer's meanwhile.
            Err(gone) if gone.kind() == ErrorKind::NotFound => {}
            Err(failed) => return Err(failed),
        }
        self.progress.set_message(self.tally.to_string());
        self.progress.tick();
        Ok(())
    }

    fn note(&mut self, erasure: &Erasure) {
        let (record, tally) = (erasure.record(), &mut self.tally);
        match record.subject {
            DataSubject::Customer { .. } => tally.customers += 1,
            DataSubject::Applicant { .. } => tally.applicants += 1,
        }
        let files = record.held.get(&DataKind::Files).copied().unwrap_or_default();
        tally.files = tally.files.saturating_add(files);
        if tally.dry_run {
            self.progress.suspend(|| println!("{}", erasure.id()));
        }
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
