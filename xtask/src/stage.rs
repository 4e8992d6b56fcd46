//! Named stages and how long each took.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The stages run so far, in their order.
#[derive(Default)]
pub(crate) struct Stages(Vec<Stage>);

struct Stage {
    name: &'static str,
    took: Duration,
    passed: bool,
}

impl Stages {
    /// Runs one stage; its error names the stage.
    pub(crate) fn run<T>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        eprintln!("==> {name}");
        let start = Instant::now();
        let outcome = work();
        let stage = Stage { name, took: start.elapsed(), passed: outcome.is_ok() };
        eprintln!("{}", stage.line());
        self.0.push(stage);
        outcome.context(name)
    }

    /// Prints all times together.
    pub(crate) fn print(&self) {
        eprintln!();
        for stage in &self.0 {
            eprintln!("{}", stage.line());
        }
    }
}

impl Stage {
    fn line(&self) -> String {
        let verdict = if self.passed { "passed" } else { "FAILED" };
        format!("{verdict} {:>8.1} s  {}", self.took.as_secs_f64(), self.name)
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn a_failed_stage_is_named_in_its_error_and_in_the_list() {
        let mut stages = Stages::default();
        let three = stages.run("count", || Ok(3)).unwrap();
        let error = stages.run("break", || -> Result<()> { bail!("it broke") }).unwrap_err();

        assert_eq!(three, 3);
        assert_eq!(format!("{error:#}"), "break: it broke");
        let verdicts: Vec<_> = stages.0.iter().map(|stage| (stage.name, stage.passed)).collect();
        assert_eq!(verdicts, [("count", true), ("break", false)]);
    }
}
