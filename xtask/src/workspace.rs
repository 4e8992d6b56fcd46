//! The workspace these commands work on.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process::{self, Interruption};

/// What tests and lints are built with: the program as it is released, with everything that a
/// newcomer's build leaves out, and the points at which tests kill it.
pub(crate) const FEATURES: &str = "kredo/http,kredo/fault-points,kredo/s3";

/// Where the workspace lies, and the wish of whoever started the command that it end.
pub(crate) struct Workspace {
    metadata: Metadata,
    pub(crate) interruption: Interruption,
}

/// The part of `cargo metadata` these commands read.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

/// A member of the workspace.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
}

/// A dependency that a member declares itself.
#[derive(Clone, Deserialize)]
pub(crate) struct Dependency {
    /// The package's own name, also where it is renamed.
    pub(crate) name: String,
    /// `None` for an ordinary one, otherwise `dev` or `build`.
    pub(crate) kind: Option<String>,
}

impl Workspace {
    /// Asks cargo about the workspace of the current folder.
    pub(crate) fn find(interruption: Interruption) -> Result<Self> {
        let arguments = ["metadata", "--no-deps", "--format-version", "1"];
        let answer = process::output(cargo().args(arguments))?;
        let metadata = serde_json::from_str(&answer).context("cannot read cargo's metadata")?;
        Ok(Self { metadata, interruption })
    }

    /// The folder of the workspace's manifest.
    pub(crate) fn root(&self) -> &Path {
        &self.metadata.workspace_root
    }

    /// The folder for everything that is built or kept between runs.
    pub(crate) fn target(&self) -> &Path {
        &self.metadata.target_directory
    }

    /// The members.
    pub(crate) fn packages(&self) -> &[Package] {
        &self.metadata.packages
    }

    /// Runs cargo in the root, with additional environment.
    pub(crate) fn cargo(&self, arguments: &[&str], environment: &[(String, String)]) -> Result<()> {
        let mut command = cargo();
        command.args(arguments).envs(environment.iter().cloned());
        self.run(&mut command)
    }

    /// Builds everything that tests run.
    pub(crate) fn build_tests(&self) -> Result<()> {
        self.cargo(&["build", "--workspace", "--all-targets", "--features", FEATURES], &[])
    }

    /// Runs tests that are left out of other runs.
    pub(crate) fn ignored_tests(
        &self,
        binary: &str,
        name: &str,
        environment: &[(String, String)],
    ) -> Result<()> {
        let tests = ["test", "--workspace", "--features", FEATURES, "--test", binary, "--"];
        self.cargo(&[&tests[..], &["--ignored", "--nocapture", name]].concat(), environment)
    }

    /// Runs a command in the root; an error unless it succeeds.
    pub(crate) fn run(&self, command: &mut Command) -> Result<()> {
        process::run(command.current_dir(self.root()), &self.interruption)
    }
}

/// The cargo that started us.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
