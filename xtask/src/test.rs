//! Every test, with the services it needs.

use anyhow::Result;

use crate::process;
use crate::service::Services;
use crate::stage::Stages;
use crate::workspace::{self, FEATURES, Workspace};

/// Where tests write which refusals they saw; `kredo_tests::codes` reads it.
const CODES_SEEN: &str = "CODES_SEEN";

/// Starts the services, runs the tests and stops the services.
///
/// The documentation tests go first, so that the runner's own summary is among the last lines. After
/// a run of everything, what was refused is held against what is documented; a part of the tests
/// cannot have seen all of it.
pub(crate) fn run(stages: &mut Stages, workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let services = stages.run("services", || Services::start(workspace))?;
    let mut environment = services.environment();
    let nextest = process::succeeds(workspace::cargo().args(["nextest", "--version"]));
    let command = runner(nextest, arguments);
    if !arguments.is_empty() {
        return stages.run("tests", || workspace.cargo(&command, &environment));
    }
    let doc_tests = ["test", "--workspace", "--doc", "--features", FEATURES];
    stages.run("documentation tests", || workspace.cargo(&doc_tests, &environment))?;
    let seen = tempfile::Builder::new().prefix("codes-seen-").tempdir_in(workspace.target())?;
    environment.push((CODES_SEEN.to_owned(), seen.path().display().to_string()));
    stages.run("tests", || workspace.cargo(&command, &environment))?;
    let comparison = "every_documented_code_was_seen";
    stages.run("codes", || workspace.ignored_tests("conformance", comparison, &environment))
}

/// What cargo is asked to run. `cargo test` stands in for nextest on a machine without it.
fn runner(nextest: bool, arguments: &[String]) -> Vec<&str> {
    let mut command = if nextest { vec!["nextest", "run"] } else { vec!["test", "--tests"] };
    if !arguments
        .iter()
        .any(|argument| argument.starts_with("--package") || argument.starts_with("-p"))
    {
        command.extend(["--workspace", "--features", FEATURES]);
    }
    command.extend(arguments.iter().map(String::as_str));
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(nextest: bool, arguments: &[&str]) -> String {
        let arguments: Vec<_> = arguments.iter().map(ToString::to_string).collect();
        runner(nextest, &arguments).join(" ")
    }

    #[test]
    fn all_crates_are_tested_unless_some_are_named() {
        assert_eq!(command(true, &[]), format!("nextest run --workspace --features {FEATURES}"));
        assert_eq!(
            command(true, &["interest"]),
            format!("nextest run --workspace --features {FEATURES} interest")
        );
        assert_eq!(command(true, &["-p", "kredo"]), "nextest run -p kredo");
        assert_eq!(command(true, &["--package", "kredo"]), "nextest run --package kredo");
    }

    #[test]
    fn cargo_test_stands_in_for_nextest() {
        assert_eq!(command(false, &[]), format!("test --tests --workspace --features {FEATURES}"));
    }
}
