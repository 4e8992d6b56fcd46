//! The steps of the journey.

mod assess;
mod contract;
mod decide;
mod end;
mod identify;
mod own_registers;
mod payout;
mod plain;
mod reports;
mod save_customer;
mod score;
mod subject;

pub(super) use contract::fetch;

use super::{Closing, Lending};
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
    closing: Closing,
}

/// Adds the journey's steps to the table.
#[must_use]
pub fn loan_application_activities(
    table: ActivityTable,
    store: Arc<dyn Store>,
    (recorder, time): (Recorder, BusinessTime),
    lending: Arc<Lending>,
    (outside, closing): (Outside, Closing),
) -> ActivityTable {
    let desk = Desk { store, recorder, time, lending, outside, closing };
    let table = before_contract(table, &desk);
    let table = to_contract(table, &desk);
    to_payout(table, &desk).with(end::Expire(desk.clone())).with(end::Fail(desk))
}

/// Up to the identified customer.
fn before_contract(table: ActivityTable, desk: &Desk) -> ActivityTable {
    table
        .with(save_customer::SaveCustomer::new(desk.recorder.clone()))
        .with_outside(reports::GatherReports(desk.clone()))
        .with(assess::Assess(desk.clone()))
        .with_outside(score::Score(desk.clone()))
        .with(decide::Decide(desk.clone()))
        .with_outside(identify::Identify(desk.clone()))
        .with(identify::RecordIdentification(desk.clone()))
}

/// From the wish for a code to the sealed contract.
fn to_contract(table: ActivityTable, desk: &Desk) -> ActivityTable {
    table
        .with(contract::DraftContract(desk.clone()))
        .with_outside(contract::PrintContract(desk.clone()))
        .with(contract::IssueOtp(desk.clone()))
        .with_outside(contract::SendOtp(desk.clone()))
        .with(contract::RecordOtpSent(desk.clone()))
        .with(contract::RecordResent)
        .with(contract::CreateLoan(desk.clone()))
        .with_outside(contract::SealContract(desk.clone()))
        .with(contract::RecordSigned(desk.clone()))
}

/// From the order to pay to the loan that runs, and the way back.
fn to_payout(table: ActivityTable, desk: &Desk) -> ActivityTable {
    table
        .with(payout::EndCoolingOff(desk.clone()))
        .with(payout::OrderPayout(desk.clone()))
        .with_outside(payout::SubmitOrder(desk.clone()))
        .with_outside(payout::AskOrder(desk.clone()))
        .with(payout::RecordPayout(desk.clone()))
        .with(payout::RefusePayout(desk.clone()))
        .with(payout::StartCharging(desk.clone()))
        .with_outside(payout::UndoPayout(desk.clone()))
        .with(payout::Undo(desk.clone()))
}
