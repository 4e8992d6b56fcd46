//! What every change must pass, cheapest first.

use anyhow::Result;

use crate::stage::Stages;
use crate::workspace::{FEATURES, Workspace};
use crate::{architecture, deny, fuzz, test};

/// Runs the stages up to the first that fails.
pub(crate) fn run(stages: &mut Stages, workspace: &Workspace) -> Result<()> {
    let warnings = ("RUSTDOCFLAGS".to_owned(), "-D warnings".to_owned());
    let cargo = |line: &str, environment: &[(String, String)]| {
        workspace.cargo(&line.split(' ').collect::<Vec<_>>(), environment)
    };
    stages.run("format", || cargo("fmt --all --check", &[]))?;
    // Everything, and once more without what a newcomer's build leaves out. The tests always have
    // it, and would bring it back.
    let without = "--exclude kredo-tests --no-default-features";
    stages.run("lints", || {
        let all = format!("--features {FEATURES}");
        cargo(&format!("clippy --workspace --all-targets {all} -- -D warnings"), &[])?;
        cargo(&format!("clippy --workspace --all-targets {without} -- -D warnings"), &[])
    })?;
    stages.run("documentation", || cargo("doc --workspace --no-deps", &[warnings]))?;
    stages.run("architecture", || architecture::run(workspace))?;
    stages.run("dependencies", || deny::run(workspace))?;
    test::run(stages, workspace, &[])?;
    fuzz::run(stages, workspace, 30)
}
