//! Who read what is held about whom.

use super::acting::{current, take_read};
use crate::{AppError, Recorder, Store, UnitOfWork, UseCase, run};
use async_trait::async_trait;
use kredo_domain::personal_data::PersonalDataEvent;

/// Records that whoever acts was shown data of the customers that were found meanwhile, one event a
/// customer; the shell calls it when something is done and before it hands out what came of it.
/// Only employees, operators and systems of the lender are recorded: a client reads its own data, a partner
/// that of its own applications, and a flow shows it to nobody.
///
/// # Errors
/// The store's. Nothing may be handed out then.
pub async fn record_reads(
    store: &dyn Store,
    recorder: &Recorder,
    operation: &str,
) -> Result<(), AppError> {
    let customers = take_read();
    if customers.is_empty() || !current().0.is_staff() {
        return Ok(());
    }
    let read =
        |customer_guid| PersonalDataEvent::Read { customer_guid, operation: operation.to_owned() };
    let events: Vec<_> = customers.into_iter().map(read).collect();
    run(store, &RecordReads { recorder }, &events[..]).await
}

struct RecordReads<'a> {
    recorder: &'a Recorder,
}

#[async_trait]
impl UseCase for RecordReads<'_> {
    type Command = [PersonalDataEvent];
    type Output = ();

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        events: &[PersonalDataEvent],
    ) -> Result<(), AppError> {
        self.recorder.record(unit, events).await
    }
}
