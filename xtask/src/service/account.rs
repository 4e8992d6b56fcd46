//! Under which account a server runs.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The account of a server: ours, or an unprivileged one when we are root.
pub(crate) struct Account(Option<Ids>);

#[derive(Clone, Copy)]
struct Ids {
    user: u32,
    group: u32,
}

impl Account {
    /// Ours, for a server that runs under any.
    pub(crate) const fn own() -> Self {
        Self(None)
    }

    /// `preferred` is the account that the server's own package creates; `nobody` stands in for it.
    pub(crate) fn unprivileged(preferred: &str) -> Result<Self> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self(None));
        }
        let ids = [preferred, "nobody"].into_iter().find_map(Ids::of);
        let ids = ids.with_context(|| format!("neither {preferred} nor nobody is an account"))?;
        Ok(Self(Some(ids)))
    }

    /// Makes `command` run under this account.
    pub(crate) fn apply<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        match self.0 {
            Some(Ids { user, group }) => command.uid(user).gid(group),
            None => command,
        }
    }

    /// Gives a file or folder to this account.
    pub(crate) fn give(&self, path: &Path) -> Result<()> {
        let Some(Ids { user, group }) = self.0 else { return Ok(()) };
        chown(path, Some(user), Some(group)).with_context(|| format!("chown {}", path.display()))
    }

    /// Whether this account may write into a folder: no, for example, below another's home.
    pub(crate) fn reaches(&self, folder: &Path) -> bool {
        let mut test = Command::new("test");
        process::succeeds(self.apply(test.arg("-w").arg(folder).current_dir("/")))
    }
}

impl Ids {
    fn of(name: &str) -> Option<Self> {
        let id = |flag| process::output(Command::new("id").args([flag, name])).ok();
        let user = id("-u")?.trim().parse().ok()?;
        let group = id("-g")?.trim().parse().ok()?;
        Some(Self { user, group })
    }
}
