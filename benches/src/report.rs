//! The report, as Markdown.

use crate::{
    load::{Load, Measured},
    start::Start,
};
use std::{collections::BTreeMap, fmt::Write, fs, path::Path, time::Duration};

#[derive(Default)]
pub(crate) struct Report {
    head: String,
    starts: String,
    loads: String,
    actions: String,
}

fn milliseconds(time: Duration) -> String {
    format!("{}.{}", time.as_millis(), time.as_micros() / 100 % 10)
}

/// The value below which so many thousandths of the sorted ones are.
fn quantile(sorted: &[Duration], thousandths: usize) -> Duration {
    let place = (sorted.len().saturating_sub(1)) * thousandths / 1000;
    sorted.get(place).copied().unwrap_or_default()
}

impl Report {
    pub(crate) fn new(program: &Path) -> anyhow::Result<Self> {
        let day = chrono::Utc::now().date_naive();
        let cores = std::thread::available_parallelism()?;
        let size = fs::metadata(program)?.len() / 1024 / 1024;
        let head = format!(
            "{day}, {cores} cores, which the program shares with what measures it and with the \
             database. The program has {size} MiB.\n"
        );
        Ok(Self { head, ..Self::default() })
    }

    pub(crate) fn start(&mut self, on: &str, start: &Start) {
        let Start { fresh, migrated, memory } = start;
        let (fresh, migrated) = (milliseconds(*fresh), milliseconds(*migrated));
        let _ = writeln!(self.starts, "| {on} | {fresh} | {migrated} | {memory} |");
    }

    pub(crate) fn load(&mut self, on: &str, load: Load, measured: &Measured) {
        let Load { partners, journeys } = load;
        let Measured { took, steps, memory: [at_start, most, after] } = measured;
        let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1);
        let tenths = u64::from(journeys) * 10_000 / took;
        let rate = format!("{}.{}", tenths / 10, tenths % 10);
        let _ = writeln!(
            self.loads,
            "| {on} | {partners} | {journeys} | {rate} | {at_start} | {most} | {after} |"
        );
        let mut times: BTreeMap<&str, (Vec<_>, Vec<_>)> = BTreeMap::new();
        for step in steps {
            let (answered, shown) = times.entry(step.action).or_default();
            answered.push(step.answered);
            shown.push(step.shown);
        }
        for (action, (mut answered, mut shown)) in times {
            answered.sort_unstable();
            shown.sort_unstable();
            let cell = |sorted: &[Duration], at| milliseconds(quantile(sorted, at));
            let _ = writeln!(
                self.actions,
                "| {on} | {partners} | {action} | {} | {} | {} | {} |",
                cell(&answered, 500),
                cell(&answered, 990),
                cell(&shown, 500),
                cell(&shown, 990)
            );
        }
    }

    pub(crate) fn finish(self) -> String {
        let Self { head, starts, loads, actions } = self;
        format!(
            "{head}\n### Start\n\nFrom the process to the first answered request, milliseconds; the \
             memory after it, MiB.\n\n| store | fresh database | migrated database | memory |\n\
             |---|---|---|---|\n{starts}\n### Journeys\n\nFrom the application to the loan that \
             runs, all systems sandboxes; memory in MiB.\n\n| store | partners | journeys | a second \
             | memory at start | most | after |\n|---|---|---|---|---|---|---|\n{loads}\n### Actions\
             \n\nMilliseconds until the request was answered, and until the status showed what came \
             of it (looked at after 4, 8, 16… ms).\n\n| store | partners | action | answered p50 | \
             p99 | shown p50 | p99 |\n|---|---|---|---|---|---|---|\n{actions}"
        )
    }
}
