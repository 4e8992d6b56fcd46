//! Packages of the operating system.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::workspace::Workspace;

/// Installs a Debian package as root, or through `sudo`.
pub(crate) fn install(package: &str, workspace: &Workspace) -> Result<()> {
    let by_hand = || format!("install Debian's package `{package}`, or its counterpart, by hand");
    ensure!(process::find("apt-get").is_some(), by_hand());
    eprintln!("installing Debian's package {package}");
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends", package]] {
        workspace.run(apt_get().args(arguments)).with_context(by_hand)?;
    }
    Ok(())
}

fn apt_get() -> Command {
    let mut command = Command::new("env");
    if !rustix::process::geteuid().is_root() {
        // Without a terminal of its own sudo could not ask for a password, it would wait for ever.
        command = Command::new("sudo");
        command.args(["--non-interactive", "env"]);
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    command
}
