//! A server's own folder, and the removal of what killed runs left behind.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use super::account::Account;
use crate::workspace::Workspace;

/// Says whose folder it is: locked as long as its owner lives, however that ends.
const OWNER: &str = "owner.lock";

/// A fresh folder for one run of a server; dropping it removes it.
pub(crate) struct Folder {
    folder: TempDir,
    _owner: File,
}

impl Folder {
    /// Makes one in `target/services`, or in the temporary folder where `account` cannot reach
    /// `target`, and removes the leftovers of runs that were killed.
    pub(crate) fn create(workspace: &Workspace, name: &str, account: &Account) -> Result<Self> {
        let prefix = format!("kredo-{name}-");
        for place in [workspace.target().join("services"), std::env::temp_dir()] {
            fs::create_dir_all(&place)?;
            sweep(&place, &prefix);
            let folder = Self::create_in(&place, &prefix)?;
            fs::create_dir(folder.data())?;
            account.give(&folder.data())?;
            if account.reaches(&folder.data()) {
                return Ok(folder);
            }
        }
        bail!("no folder that the account of {name} can reach")
    }

    fn create_in(place: &Path, prefix: &str) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix(prefix)
            .tempdir_in(place)
            .with_context(|| format!("cannot make a folder in {}", place.display()))?;
        // The server's account must get through to its data, and need not read the rest.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o711))?;
        let owner = File::create(folder.path().join(OWNER))?;
        owner.lock()?;
        Ok(Self { folder, _owner: owner })
    }

    /// The folder itself.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The part that belongs to the server's account.
    pub(crate) fn data(&self) -> PathBuf {
        self.file("data")
    }

    /// A file of this folder, beside the data.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }
}

/// Removes our folders in `place` whose owner is gone. A folder without an owner's file is just
/// being made; one of another user is not ours to judge.
fn sweep(place: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(place) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(prefix)
            && entry.metadata().is_ok_and(|found| {
                found.is_dir() && found.uid() == rustix::process::geteuid().as_raw()
            });
        if ours && is_abandoned(&entry.path()) {
            match fs::remove_dir_all(entry.path()) {
                Ok(()) => eprintln!("removed what a killed run left: {}", entry.path().display()),
                Err(error) => eprintln!("cannot remove {}: {error}", entry.path().display()),
            }
        }
    }
}

fn is_abandoned(folder: &Path) -> bool {
    File::open(folder.join(OWNER)).is_ok_and(|owner| owner.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sweep_removes_abandoned_folders_and_no_others() {
        let place = tempfile::tempdir().unwrap();
        let mine = |name: &str| place.path().join(name);
        for name in ["kredo-a-dead", "kredo-a-new", "kredo-b-dead"] {
            fs::create_dir(mine(name)).unwrap();
        }
        File::create(mine("kredo-a-dead").join(OWNER)).unwrap();
        File::create(mine("kredo-b-dead").join(OWNER)).unwrap();
        let alive = Folder::create_in(place.path(), "kredo-a-").unwrap();

        sweep(place.path(), "kredo-a-");

        assert!(!mine("kredo-a-dead").exists());
        assert!(mine("kredo-a-new").exists());
        assert!(mine("kredo-b-dead").exists());
        assert!(alive.file(OWNER).exists());
    }

    #[test]
    fn a_dropped_folder_is_gone() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::create_in(place.path(), "kredo-a-").unwrap();
        let path = folder.path().to_owned();
        assert!(path.exists());

        drop(folder);

        assert!(!path.exists());
    }
}
