//! The report, as Markdown.

mod aims;
mod registry;
mod size;
mod statements;
mod table;

use crate::{
    commits::Commits,
    database::Database,
    load::{Load, Measured},
    rate::{Rate, decimal},
    registry::{Registry, Searched},
    replay::Unit,
    start::Start,
    status::Compared,
};
use aims::Aims;
use std::{collections::BTreeMap, path::Path, time::Duration};
use table::Table;

pub(crate) struct Report {
    head: String,
    aims: Aims,
    starts: Table,
    loads: Table,
    actions: Table,
    replays: Table,
    statuses: Table,
    commits: Table,
    statements: Table,
    imports: Table,
    searches: Table,
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
        let size = size::describe(program)?;
        let head = format!(
            "{day}, {cores} cores, which the program shares with what measures it and with the \
             database. {size}\n"
        );
        Ok(Self {
            head,
            aims: Aims::new(),
            starts: Table::new(
                "Start",
                "From the process to the first answered request, milliseconds; the memory after \
                 it, MiB.",
                "| store | fresh database | migrated database | memory |",
            ),
            loads: Table::new(
                "Journeys",
                "From the application to the loan that runs, all systems sandboxes; memory in MiB.",
                "| store | partners | journeys | a second | memory at start | most | after |",
            ),
            actions: Table::new(
                "Actions",
                "Milliseconds until the request was answered, and until the status showed what \
                 came of it (looked at after 4, 8, 16… ms).",
                "| store | partners | action | answered p50 | p99 | shown p50 | p99 |",
            ),
            replays: Table::new(
                "Replayed SQL",
                "Journeys a second on PostgreSQL, and how often a second a bare driver runs the \
                 same SQL.",
                "| at once | program | replay | ratio |",
            ),
            statuses: Table::new(
                "Status",
                "Answers a second to `GET …/status` of a completed application, and of a bare \
                 handler with one SELECT.",
                "| store | connections | program | bare | ratio | bytes of an answer, program | bare |",
            ),
            commits: Table::new(
                "Commits of a journey",
                "Committed units that write, by use case, for each journey of a known customer. \
                 What works for all journeys at once, and the sandboxed gateway's own record of \
                 its message, is no part of the sum.",
                "| store | use case | commits |",
            ),
            statements: Table::default(),
            imports: registry::imports(),
            searches: registry::searches(),
        })
    }

    pub(crate) fn start(&mut self, on: &str, start: &Start) {
        let Start { fresh, migrated, memory } = start;
        self.aims.start(on, *migrated);
        let (fresh, migrated) = (milliseconds(*fresh), milliseconds(*migrated));
        self.starts.row(&[&on, &fresh, &migrated, memory]);
    }

    pub(crate) fn load(&mut self, on: &str, load: Load, measured: &Measured) {
        let Load { partners, journeys } = load;
        let Measured { rate, steps, memory: [at_start, most, after] } = measured;
        self.aims.memory(on, partners, journeys, *after);
        self.loads.row(&[&on, &partners, &journeys, rate, at_start, most, after]);
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
            self.actions.row(&[
                &on,
                &partners,
                &action,
                &cell(&answered, 500),
                &cell(&answered, 990),
                &cell(&shown, 500),
                &cell(&shown, 990),
            ]);
        }
    }

    pub(crate) fn replay(&mut self, partners: u32, program: Rate, replay: Rate) {
        let ratio = program.hundredths_of(replay);
        self.aims.replay(partners, ratio);
        self.replays.row(&[&partners, &program, &replay, &decimal(ratio)]);
    }

    pub(crate) fn status(&mut self, on: &str, compared: &[Compared]) {
        for Compared { connections, program, bare, sizes: [size, bare_size] } in compared {
            let ratio = program.hundredths_of(*bare);
            self.aims.status(on, *connections, ratio);
            let ratio = decimal(ratio);
            self.statuses.row(&[&on, connections, program, bare, &ratio, size, bare_size]);
        }
    }

    pub(crate) fn commits(&mut self, on: &str, commits: &Commits) {
        self.aims.commits(on, commits.of_one());
        for (use_case, count) in &commits.by_use_case {
            let apart = Commits::apart(use_case).map(|why| format!(" ({why})"));
            let name = format!("{use_case}{}", apart.unwrap_or_default());
            self.commits.row(&[&on, &name, &decimal(commits.each(*count))]);
        }
        self.commits.row(&[&on, &"**sum**", &decimal(commits.of_one())]);
    }

    pub(crate) fn registry(&mut self, on: &str, measured: &Registry) {
        let Registry { customers, imported, again, searches } = measured;
        let ((first, memory), (second, memory_again)) = (imported, again);
        self.imports.row(&[&on, customers, first, memory, second, memory_again]);
        for Searched { name, times, found } in searches {
            let at = |thousandths| quantile(times, thousandths);
            if on == Database::POSTGRES {
                self.aims.search(name, *customers, at(990));
            }
            let [half, most, all] = [500, 990, 1000].map(|share| milliseconds(at(share)));
            self.searches.row(&[&on, name, found, &half, &most, &all]);
        }
    }

    pub(crate) fn statements(&mut self, units: &[Unit]) {
        self.statements = statements::table(units);
    }

    pub(crate) fn finish(self) -> String {
        let tables = [
            &self.starts,
            &self.loads,
            &self.actions,
            &self.replays,
            &self.statuses,
            &self.commits,
            &self.statements,
            &self.imports,
            &self.searches,
        ];
        let parts = [self.head, self.aims.finish()].into_iter();
        parts.chain(tables.map(Table::finish)).collect::<Vec<_>>().join("\n")
    }
}
