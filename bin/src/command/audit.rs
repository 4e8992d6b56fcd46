//! The audit trail.

use crate::config::Config;
use anyhow::{anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use kredo_application::{
    Sha256Sum, Store,
    audit::{AuditRecord, VerifyTrail},
};
use kredo_persistence::SqlStore;
use kredo_security::{
    audit::AuditPublicKeys,
    key::{KeyPurpose, KeyRing},
};
use std::sync::Arc;
use uuid::Uuid;

/// Checks the whole trail and prints its head.
pub(crate) async fn verify(
    config: &Config,
    store: SqlStore,
    known: Option<&str>,
) -> anyhow::Result<()> {
    let known = known.map(str::parse::<Sha256Sum>).transpose();
    let known = known.map_err(|fault| anyhow!("--head: {fault}"))?;
    let keys = KeyRing::load(&config.keys.folder, KeyPurpose::Audit)?;
    let verify = VerifyTrail::new(Arc::new(store.clone()), Arc::new(AuditPublicKeys::of(&keys)));
    // Hides itself where standard error is no terminal.
    let progress = ProgressBar::no_length()
        .with_style(ProgressStyle::with_template("{spinner} {human_pos} records read")?);
    let told = |read| progress.set_position(u64::try_from(read).unwrap_or_default());
    let verdict = verify.execute(known, told).await?;
    progress.finish_and_clear();
    let waiting = store.reader().await?.outbox().pending(1).await?;
    store.close().await?;
    let verified = verdict.map_err(|fault| anyhow!("the audit trail does not hold: {fault}"))?;
    println!("the audit trail holds: {} records", verified.records);
    println!("head {}", verified.head);
    println!("keep the head: `kredo audit verify --head HASH` finds what is cut off later");
    if !waiting.is_empty() {
        println!("some events wait for a server that puts them into the trail");
    }
    Ok(())
}

/// Prints what happened to one thing.
pub(crate) async fn show(store: SqlStore, subject: Uuid) -> anyhow::Result<()> {
    let records = store.reader().await?.audit().about(&subject.to_string()).await?;
    store.close().await?;
    if records.is_empty() {
        bail!("the audit trail has nothing about {subject}");
    }
    for record in &records {
        println!("{}", line(record));
    }
    Ok(())
}

fn line(record: &AuditRecord) -> String {
    let AuditRecord { sequence, at, actor, trace, action, data, .. } = record;
    let at = at.format("%Y-%m-%dT%H:%M:%S%.3fZ");
    format!("{sequence:>8}  {at}  {actor}  {action}  {data}  trace {trace}")
}
