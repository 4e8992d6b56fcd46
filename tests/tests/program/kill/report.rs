//! The table in `docs/reliability.md`.

use super::{Course, Played};
use crate::On;
use kredo_application::ports::Clock;
use kredo_outbound::SystemClock;
use std::{fmt::Write, fs, path::Path};

/// What came of each point.
#[derive(Default)]
pub(super) struct Report {
    wholes: Vec<String>,
    rows: Vec<String>,
    failures: Vec<String>,
}

const BEGIN: &str = "<!-- written by `cargo xtask soak`: begin -->\n";
const END: &str = "<!-- end -->\n";

impl Report {
    /// The journey that nobody disturbed.
    pub(super) fn whole(&mut self, on: On, course: Course, played: &Played) {
        self.wholes.push(format!("| none, {course:?} | {on:?} | {} | |", counts(played)));
    }

    /// The journey whose server was killed at that point.
    pub(super) fn note(&mut self, on: On, point: &str, played: &Played, same: bool) {
        let verdict = if same { "the same" } else { "**differs**" };
        self.rows.push(format!("| {point} | {on:?} | {} | {verdict} |", counts(played)));
        if !same {
            self.failures.push(format!("{on:?}: {point}: {:?}", played.tally));
        }
    }

    pub(super) fn and(mut self, other: Self) -> Self {
        self.wholes.extend(other.wholes);
        self.rows.extend(other.rows);
        self.failures.extend(other.failures);
        self
    }

    /// The points at which something was lost or doubled.
    pub(super) fn failures(&self) -> &[String] {
        &self.failures
    }

    /// Writes the table between its marks.
    pub(super) fn write(&self) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reliability.md");
        let page = fs::read_to_string(&path).unwrap();
        let (before, rest) = page.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        let day = SystemClock.now().date_naive();
        let mut table = format!("\n{day}: {} points killed at.\n\n", self.rows.len());
        table.push_str(
            "| killed | store | loans | orders | contracts | payouts | SMS | events | published \
             again | calls | against the undisturbed journey |\n|---|---|---|---|---|---|---|---|---|---|---|\n",
        );
        for row in self.wholes.iter().chain(&self.rows) {
            writeln!(table, "{row}").unwrap();
        }
        fs::write(path, format!("{before}{BEGIN}{table}\n{END}{after}")).unwrap();
    }
}

/// The counts of a journey as cells.
fn counts(played: &Played) -> String {
    let Played { tally, repeated_events, calls, .. } = played;
    let events: usize = tally.events.values().sum();
    let cells = [
        tally.loans.to_string(),
        tally.orders.to_string(),
        tally.contracts.to_string(),
        tally.payouts.to_string(),
        tally.messages.to_string(),
        events.to_string(),
        repeated_events.to_string(),
        calls.to_string(),
    ];
    cells.join(" | ")
}
