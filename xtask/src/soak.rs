//! What takes too long for every change.

use anyhow::Result;

use crate::service::Services;
use crate::stage::Stages;
use crate::workspace::{FEATURES, Workspace};

/// Starts the services, kills the program at every point of a journey, and writes what came of it
/// to `docs/reliability.md`; then sends everything that takes input what it does not expect.
pub(crate) fn run(stages: &mut Stages, workspace: &Workspace, fuzz_seconds: u32) -> Result<()> {
    let services = stages.run("services", || Services::start(workspace))?;
    stages.run("build", || workspace.build_tests())?;
    let environment = services.environment();
    stages.run("kills", || workspace.ignored_tests("program", "at_every_point", &environment))?;
    let fuzz = ["test", "--workspace", "--features", FEATURES, "--test", "fuzz"];
    let time = [("FUZZ_SECONDS".to_owned(), fuzz_seconds.to_string())];
    stages.run("inputs", || workspace.cargo(&fuzz, &time))
}
