//! The steps of the journey.

mod assess;
mod decide;
mod end;
mod identify;
mod plain;
mod reports;
mod save_customer;
mod score;
mod subject;

use super::Lending;
use crate::{
    BusinessTime, Recorder, Store,
    activity::ActivityTable,
    identification::ports::IdentificationService,
    scoring::ports::{CreditBureau, SanctionsList, ScoringEngine},
};
use std::sync::Arc;

/// The systems that the journey asks.
#[derive(Clone)]
pub struct Outside {
    /// Every credit bureau that the lender must ask.
    pub bureaus: Vec<Arc<dyn CreditBureau>>,
    /// The lists of sanctioned persons.
    pub sanctions: Arc<dyn SanctionsList>,
    /// Who decides by figures.
    pub scoring: Arc<dyn ScoringEngine>,
    /// Who identifies.
    pub identification: Arc<dyn IdentificationService>,
}

/// What the steps work with.
#[derive(Clone)]
pub(super) struct Desk {
    store: Arc<dyn Store>,
    recorder: Recorder,
    time: BusinessTime,
    lending: Arc<Lending>,
    outside: Outside,
}

/// Adds the journey's steps to the table.
#[must_use]
pub fn loan_application_activities(
    table: ActivityTable,
    store: Arc<dyn Store>,
    (recorder, time): (Recorder, BusinessTime),
    lending: Arc<Lending>,
    outside: Outside,
) -> ActivityTable {
    let desk = Desk { store, recorder, time, lending, outside };
    table
        .with(save_customer::SaveCustomer::new(desk.recorder.clone()))
        .with_outside(reports::GatherReports(desk.clone()))
        .with(assess::Assess(desk.clone()))
        .with_outside(score::Score(desk.clone()))
        .with(decide::Decide(desk.clone()))
        .with_outside(identify::Identify(desk.clone()))
        .with(identify::RecordIdentification(desk.clone()))
        .with(end::Expire(desk.clone()))
        .with(end::Undo(desk.clone()))
        .with(end::Fail(desk))
}
