//! The lending platform in one program.

mod cli;
mod command;
mod compose;
mod config;
mod counters;
#[cfg(feature = "fault-points")]
mod fault_point;
mod logging;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    match command::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Every cause on its own line: an operator reads this.
            let mut causes = error.chain();
            if let Some(first) = causes.next() {
                eprintln!("error: {first}");
            }
            for cause in causes {
                eprintln!("  because: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}
