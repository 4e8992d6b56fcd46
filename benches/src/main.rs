//! Measures the program from outside: journeys, their actions, memory, start, and what they cost the
//! database, beside a bare driver and a bare handler. Run by `cargo xtask bench`, which builds the
//! program that is measured.

#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a bench has its own clock and guids; a key that an answer lacks reads as null"
)]

mod bare;
mod client;
mod commits;
mod database;
mod journey;
mod load;
mod program;
mod rate;
mod registry;
mod replay;
mod report;
mod start;
mod status;

use anyhow::Context;
use clap::{Parser, Subcommand};
use database::Database;
use std::path::{Path, PathBuf};

/// Measures a program and writes a report, Markdown, to the standard output.
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
struct Arguments {
    #[command(subcommand)]
    part: Option<OtherPart>,
    /// The program that is measured.
    #[arg(long, required = true)]
    program: Option<PathBuf>,
    /// A PostgreSQL server with a superuser's rights, for databases of its own, with a log in JSON.
    #[arg(long, env = "TEST_POSTGRES_CRASH_URL", required = true)]
    postgres: Option<String>,
    /// How many journeys each load is made of.
    #[arg(long, default_value_t = 1000)]
    journeys: u32,
    /// How many customers the registry is filled with; none: it is not measured.
    #[arg(long, default_value_t = 1_000_000)]
    customers: u32,
    /// How many requests for a status each measure is made of.
    #[arg(long, default_value_t = 5000)]
    requests: u32,
}

/// What the bench is in processes that it starts.
#[derive(Subcommand)]
enum OtherPart {
    /// Answers a status with one SELECT.
    #[command(hide = true)]
    Bare {
        #[arg(long)]
        database: String,
    },
}

/// How many journeys commits are counted over.
const COUNTED: u32 = 20;

const AT_ONCE: [u32; 2] = [1, 32];

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let Arguments { part, program, postgres, journeys, customers, requests } = Arguments::parse();
    if let Some(OtherPart::Bare { database }) = part {
        return bare::serve(&database).await;
    }
    let program = program.context("a program is measured")?;
    let program = program.canonicalize().context("the program is not there")?;
    let server = postgres.context("a server is used")?;
    let mut report = report::Report::new(&program)?;
    let measured = Measure { program: &program, journeys, customers, requests };
    measured.store(&Database::Sqlite, None, &mut report).await?;
    eprintln!("PostgreSQL: a journey is recorded");
    let recording = replay::record(&program, &server).await?;
    report.statements(&recording.units);
    let on = Database::Postgres(server.clone());
    measured.store(&on, Some((&server, &recording)), &mut report).await?;
    print!("{}", report.finish());
    Ok(())
}

/// What is measured, and how much of it.
struct Measure<'a> {
    program: &'a Path,
    journeys: u32,
    customers: u32,
    requests: u32,
}

impl Measure<'_> {
    async fn store(
        &self,
        on: &Database,
        recorded: Option<(&str, &replay::Recording)>,
        report: &mut report::Report,
    ) -> anyhow::Result<()> {
        let Self { program, journeys, customers, requests } = *self;
        report.start(on.name(), &start::measure(program, on).await?);
        for partners in AT_ONCE {
            eprintln!("{}: {journeys} journeys by {partners}", on.name());
            let load = load::Load { partners, journeys };
            let measured = load::measure(program, on, load).await?;
            report.load(on.name(), load, &measured);
            if let Some((server, recording)) = recorded {
                eprintln!("{}: {journeys} replays by {partners}", on.name());
                let replay = replay::replay(server, recording, partners, journeys).await?;
                report.replay(partners, measured.rate, replay);
            }
        }
        eprintln!("{}: {requests} statuses", on.name());
        report.status(on.name(), &status::measure(program, on, requests).await?);
        eprintln!("{}: commits of {COUNTED} journeys", on.name());
        report.commits(on.name(), &commits::measure(program, on, COUNTED).await?);
        if customers > 0 {
            report.registry(on.name(), &registry::measure(program, on, customers).await?);
        }
        Ok(())
    }
}
