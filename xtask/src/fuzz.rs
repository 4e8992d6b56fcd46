//! Requests made from the published description of the interface, by schemathesis.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::python::Package;
use crate::stage::Stages;
use crate::workspace::Workspace;

const SCHEMATHESIS: Package = Package {
    name: "schemathesis",
    version: "4.32.5",
    requirements: &["schemathesis==4.32.5"],
    arguments: &[],
    proof: "bin/schemathesis",
};

/// Sends requests to a running server for that many seconds.
pub(crate) fn run(stages: &mut Stages, workspace: &Workspace, seconds: u32) -> Result<()> {
    let folder = stages.run("schemathesis", || SCHEMATHESIS.fetched(workspace))?;
    let path = |path: PathBuf| path.into_os_string().into_string().ok().context("a path in UTF-8");
    let environment = [
        ("SCHEMATHESIS".to_owned(), path(folder.join("bin/schemathesis"))?),
        ("PYTHONPATH".to_owned(), path(folder)?),
        ("FUZZ_SECONDS".to_owned(), seconds.to_string()),
    ];
    stages.run("build", || workspace.build_tests())?;
    stages.run("requests", || workspace.ignored_tests("program", "fuzz::", &environment))
}
