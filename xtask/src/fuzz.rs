//! Requests made from the published description of the interface, by schemathesis.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::stage::Stages;
use crate::workspace::Workspace;

const VERSION: &str = "4.32.5";

/// Sends requests to a running server for that many seconds.
pub(crate) fn run(stages: &mut Stages, workspace: &Workspace, seconds: u32) -> Result<()> {
    let folder = stages.run("schemathesis", || fetched(workspace))?;
    let path = |path: PathBuf| path.into_os_string().into_string().ok().context("a path in UTF-8");
    let environment = [
        ("SCHEMATHESIS".to_owned(), path(folder.join("bin/schemathesis"))?),
        ("PYTHONPATH".to_owned(), path(folder)?),
        ("FUZZ_SECONDS".to_owned(), seconds.to_string()),
    ];
    stages.run("build", || workspace.build_tests())?;
    stages.run("requests", || workspace.ignored_tests("program", "fuzz::", &environment))
}

/// The copy kept in `target/tools`, fetched on first use.
fn fetched(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target().join("tools").join(format!("schemathesis-{VERSION}"));
    if !folder.join("bin/schemathesis").is_file() {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--root-user-action=ignore", "--target"]);
        pip.arg(&folder).arg(format!("schemathesis=={VERSION}"));
        workspace.run(&mut pip).context("cannot fetch schemathesis: it takes Python 3 with pip")?;
    }
    Ok(folder)
}
