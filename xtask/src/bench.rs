//! How fast the program is, and how large.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::service::Services;
use crate::stage::Stages;
use crate::workspace::Workspace;

/// Where the report goes.
const PAGE: &str = "docs/benchmarks.md";
/// What stands before it there.
const MARK: &str = "<!-- written by `cargo xtask bench` -->\n";

/// Builds the program as it is installed, measures it, and writes the report.
pub(crate) fn run(stages: &mut Stages, workspace: &Workspace, size: Size) -> Result<()> {
    let services = stages.run("services", || Services::start(workspace))?;
    let build = "build --profile dist -p kredo -p kredo-benches --features kredo/http";
    let build: Vec<_> = build.split(' ').collect();
    stages.run("build", || workspace.cargo(&build, &[]))?;
    stages.run("measures", || measure(workspace, &services, size))
}

/// How much is measured.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// Journeys of each load.
    pub(crate) journeys: u32,
    /// Customers in the registry.
    pub(crate) customers: u32,
}

fn measure(workspace: &Workspace, services: &Services, size: Size) -> Result<()> {
    let built = |name: &str| -> PathBuf { workspace.target().join("dist").join(name) };
    let mut bench = Command::new(built("kredo-bench"));
    bench.arg("--program").arg(built("kredo")).args(["--journeys", &size.journeys.to_string()]);
    bench.args(["--customers", &size.customers.to_string()]);
    bench.envs(services.environment()).current_dir(workspace.root());
    let output = bench.stderr(std::process::Stdio::inherit()).output()?;
    if !output.status.success() {
        bail!("kredo-bench: {}", output.status);
    }
    let report = String::from_utf8(output.stdout)?;
    print!("{report}");
    let page = workspace.root().join(PAGE);
    let text = fs::read_to_string(&page).with_context(|| format!("reading {PAGE}"))?;
    let (before, _) = text.split_once(MARK).with_context(|| format!("{PAGE} has its mark"))?;
    Ok(fs::write(page, format!("{before}{MARK}\n{report}"))?)
}
