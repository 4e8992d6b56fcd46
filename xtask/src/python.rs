//! Programs and libraries of the Python package index, kept in `target/tools`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// A package of one version, with what it needs.
pub(crate) struct Package {
    /// What its folder is called.
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// What is asked of the index, the version included.
    pub(crate) requirements: &'static [&'static str],
    /// Further arguments for `pip install`.
    pub(crate) arguments: &'static [&'static str],
    /// A file that is there when all of it is.
    pub(crate) proof: &'static str,
}

impl Package {
    /// The folder of the copy, which is fetched on first use.
    pub(crate) fn fetched(&self, workspace: &Workspace) -> Result<PathBuf> {
        let tools = workspace.target().join("tools");
        let folder = tools.join(format!("{}-{}", self.name, self.version));
        if !folder.join(self.proof).is_file() {
            let mut pip = Command::new("python3");
            pip.args(["-m", "pip", "install", "--quiet", "--root-user-action=ignore"]);
            pip.args(self.arguments).arg("--target").arg(&folder).args(self.requirements);
            let context = || format!("cannot fetch {}: it takes Python 3 with pip", self.name);
            workspace.run(&mut pip).with_context(context)?;
        }
        Ok(folder)
    }
}
