//! Developer commands: `cargo xtask --help`.

mod architecture;
mod bench;
mod ci;
mod coverage;
mod debian;
mod deny;
mod fuzz;
mod process;
mod python;
mod service;
mod soak;
mod stage;
mod test;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::process::{Interrupted, Interruption};
use crate::stage::Stages;
use crate::workspace::Workspace;

/// Developer commands of this workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything a change must pass, cheapest first: format, lints, documentation, architecture,
    /// dependencies, then all tests. Stops at the first failure
    Ci,
    /// Starts the services and runs every test, documentation tests included
    ///
    /// Installs what is missing of the services (packages of Debian and Python), starts private copies, runs
    /// the tests with their addresses in the environment, and stops them. Arguments after `--` go
    /// to `cargo nextest run` (to `cargo test` where nextest is not installed); with arguments the
    /// documentation tests are left out.
    Test {
        /// For example `-p kredo-domain`, or a part of the tests' names
        #[arg(last = true)]
        runner: Vec<String>,
    },
    /// Kills the program at every point of a journey, on both databases, then sends everything that
    /// takes input what it does not expect; an hour and a quarter
    ///
    /// Writes the table in `docs/reliability.md`. Fails when anything is lost or done twice, or an
    /// input breaks something. Inputs that did are kept in `tests/tests/fuzz`.
    Soak {
        /// For how long each kind of input is tried; two at once
        #[arg(long, default_value_t = 1200)]
        fuzz_seconds: u32,
    },
    /// Measures journeys, their actions, memory and the start, and writes `docs/benchmarks.md`
    ///
    /// Builds the program with all optimisations first, which takes a while.
    Bench {
        /// Journeys of each load
        #[arg(long, default_value_t = 1000)]
        journeys: u32,
        /// Customers that the registry is filled with
        #[arg(long, default_value_t = 1_000_000)]
        customers: u32,
    },
    /// Sends a running server what its own description allows and forbids, and fails on any answer
    /// that the description does not name
    FuzzApi {
        /// For how long
        #[arg(long, default_value_t = 300)]
        seconds: u32,
    },
    /// Starts the services, prints their addresses and keeps them until Ctrl-C
    ///
    /// Installs what is missing of the services (packages of Debian and Python). The lines on the standard
    /// output are `NAME=value`, ready for `export`.
    Services,
    /// Checks the rules between crates, their manifests, file sizes and texts
    Architecture,
    /// Holds the published descriptions of `kredo` against a contract
    ///
    /// Writes what `kredo openapi` and `kredo activities` print to `target/coverage`, then runs
    /// the contract's program `coverage` on both.
    Coverage {
        /// The contract: a folder with a program named `coverage`
        #[arg(env = "CONTRACT_FOLDER")]
        folder: Option<PathBuf>,
        /// Arguments for the contract's program
        #[arg(last = true)]
        rest: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<Interrupted>() => {
            eprintln!("xtask: interrupted");
            ExitCode::from(130)
        }
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    let workspace = Workspace::find(Interruption::listen()?)?;
    match command {
        Command::Ci => in_stages(|stages| ci::run(stages, &workspace)),
        Command::Test { runner } => in_stages(|stages| test::run(stages, &workspace, runner)),
        Command::Bench { journeys, customers } => {
            let size = bench::Size { journeys: *journeys, customers: *customers };
            in_stages(|stages| bench::run(stages, &workspace, size))
        }
        Command::FuzzApi { seconds } => in_stages(|stages| fuzz::run(stages, &workspace, *seconds)),
        Command::Soak { fuzz_seconds } => {
            in_stages(|stages| soak::run(stages, &workspace, *fuzz_seconds))
        }
        Command::Services => service::serve(&workspace),
        Command::Architecture => architecture::run(&workspace),
        Command::Coverage { folder, rest } => coverage::run(&workspace, folder.as_deref(), rest),
    }
}

/// Prints the times of the stages whether they all passed or not.
fn in_stages(work: impl FnOnce(&mut Stages) -> Result<()>) -> Result<()> {
    let mut stages = Stages::default();
    let outcome = work(&mut stages);
    stages.print();
    outcome
}
