//! Measures the program from outside: journeys, their actions, memory, start. Run by
//! `cargo xtask bench`, which builds the program that is measured.

#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a bench has its own clock and guids; a key that an answer lacks reads as null"
)]

mod database;
mod journey;
mod load;
mod program;
mod report;
mod start;

use anyhow::Context;
use clap::Parser;
use database::Database;
use std::path::PathBuf;

/// Measures a program and writes a report, Markdown, to the standard output.
#[derive(Parser)]
struct Arguments {
    /// The program that is measured.
    #[arg(long)]
    program: PathBuf,
    /// A PostgreSQL server with a superuser's rights, for a database of its own.
    #[arg(long, env = "TEST_POSTGRES_CRASH_URL")]
    postgres: String,
    /// How many journeys each load is made of.
    #[arg(long, default_value_t = 1000)]
    journeys: u32,
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let Arguments { program, postgres, journeys } = Arguments::parse();
    let program = program.canonicalize().context("the program is not there")?;
    let mut report = report::Report::new(&program)?;
    for on in [Database::Sqlite, Database::Postgres(postgres)] {
        report.start(on.name(), &start::measure(&program, &on).await?);
        for partners in [1, 32] {
            eprintln!("{}: {journeys} journeys by {partners}", on.name());
            let load = load::Load { partners, journeys };
            report.load(on.name(), load, &load::measure(&program, &on, load).await?);
        }
    }
    print!("{}", report.finish());
    Ok(())
}
