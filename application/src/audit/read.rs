//! Who read what is held about whom.

use super::acting::{current, take_read};
use crate::{AppError, Recorder, Store, UnitOfWork, UseCase, run};
use async_trait::async_trait;
use kredo_domain::personal_data::PersonalDataEvent;
use std::slice;

/// Records that whoever acts was shown data of the customers that were found meanwhile; the shell
/// calls it when something is done and before it hands out what came of it. Several that were found
/// at once are one event. Only employees, operators and systems of the lender are recorded: a client
/// reads its own data, a partner that of its own applications, and a flow shows it to nobody.
///
/// # Errors
/// The store's. Nothing may be handed out then.
pub async fn record_reads(
    store: &dyn Store,
    recorder: &Recorder,
    operation: &str,
) -> Result<(), AppError> {
    let mut customers = take_read();
    let Some(first) = customers.pop_first() else { return Ok(()) };
    let operation = operation.to_owned();
    let event = if customers.is_empty() {
        PersonalDataEvent::Read { customer_guid: first, operation }
    } else {
        let customer_guids = [first].into_iter().chain(customers).collect();
        let reader = current().0.name().to_owned();
        PersonalDataEvent::Found { reader, customer_guids, operation }
    };
    run(store, &RecordReads { recorder }, &event).await
}

struct RecordReads<'a> {
    recorder: &'a Recorder,
}

#[async_trait]
impl UseCase for RecordReads<'_> {
    type Command = PersonalDataEvent;
    type Output = ();

    async fn execute_in(
        &self,
        unit: &mut dyn UnitOfWork,
        event: &PersonalDataEvent,
    ) -> Result<(), AppError> {
        self.recorder.record(unit, slice::from_ref(event)).await
    }
}
