//! What is aimed at, and whether it is reached.

use super::table::Table;
use crate::rate::decimal;
use std::{fmt::Display, time::Duration};

/// Hundredths of the replayed SQL's rate that the journeys should reach.
const OF_REPLAY: u64 = 50;
/// Hundredths of the bare handler's rate that the status should reach.
const OF_BARE: u64 = 80;
const FIRST_ANSWER: Duration = Duration::from_millis(200);
const SEARCH: Duration = Duration::from_millis(20);
/// MiB.
const MEMORY: u64 = 60;
/// Hundredths of a commit.
const COMMITS: u64 = 1_200;

pub(super) struct Aims(Table);

impl Aims {
    pub(super) fn new() -> Self {
        Self(Table::new(
            "Aims",
            "What the figures below are to be.",
            "| aim | wanted | measured | |",
        ))
    }

    fn add(&mut self, aim: &str, wanted: &str, measured: impl Display, is_reached: bool) {
        let verdict = if is_reached { "reached" } else { "missed" };
        self.0.row(&[&aim, &wanted, &measured, &verdict]);
    }

    pub(super) fn replay(&mut self, partners: u32, ratio: u64) {
        let aim = format!("journeys against their replayed SQL, PostgreSQL, {partners} at once");
        let wanted = format!("at least {}", decimal(OF_REPLAY));
        self.add(&aim, &wanted, decimal(ratio), ratio >= OF_REPLAY);
    }

    pub(super) fn status(&mut self, on: &str, connections: u32, ratio: u64) {
        let aim = format!("status against a bare handler, {on}, {connections} at once");
        let wanted = format!("at least {}", decimal(OF_BARE));
        self.add(&aim, &wanted, decimal(ratio), ratio >= OF_BARE);
    }

    pub(super) fn start(&mut self, on: &str, migrated: Duration) {
        let aim = format!("first answer on a migrated database, {on}");
        let wanted = format!("at most {} ms", FIRST_ANSWER.as_millis());
        let measured = format!("{} ms", super::milliseconds(migrated));
        self.add(&aim, &wanted, measured, migrated <= FIRST_ANSWER);
    }

    pub(super) fn memory(&mut self, on: &str, partners: u32, journeys: u32, after: u64) {
        let aim = format!("memory after {journeys} journeys, {on}, {partners} at once");
        let wanted = format!("at most {MEMORY} MiB");
        self.add(&aim, &wanted, format!("{after} MiB"), after <= MEMORY);
    }

    pub(super) fn commits(&mut self, on: &str, of_one: u64) {
        let aim = format!("commits of a journey, {on}");
        let wanted = format!("at most {}", COMMITS / 100);
        self.add(&aim, &wanted, decimal(of_one), of_one <= COMMITS);
    }

    pub(super) fn search(&mut self, by: &str, customers: u32, p99: Duration) {
        let aim = format!("p99 of a search by {by}, PostgreSQL, {customers} customers");
        let wanted = format!("at most {} ms", SEARCH.as_millis());
        let measured = format!("{} ms", super::milliseconds(p99));
        self.add(&aim, &wanted, measured, p99 <= SEARCH);
    }

    pub(super) fn finish(&self) -> String {
        self.0.finish()
    }
}
