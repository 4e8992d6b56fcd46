//! Copying folders so that they are on the disk afterwards, readable for their owner alone.

use crate::command::private;
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    fs::{self, File, Permissions},
    io,
    os::unix::fs::PermissionsExt,
    path::Path,
};

/// Copies with one progress bar for everything.
pub(super) struct Copier(ProgressBar);

impl Copier {
    pub(super) fn new(folders: &[&Path]) -> anyhow::Result<Self> {
        let mut bytes = 0;
        for folder in folders {
            bytes += size(folder)?;
        }
        // Hides itself where standard error is no terminal.
        let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes}, {eta} left")?;
        Ok(Self(ProgressBar::new(bytes).with_style(style)))
    }

    /// Copies a folder with everything in it; one that does not exist is an empty one.
    pub(super) fn copy(&mut self, from: &Path, to: &Path) -> anyhow::Result<()> {
        private::make_folder(to)?;
        if !from.exists() {
            return Ok(());
        }
        for entry in entries(from)? {
            let entry = entry?;
            let (source, target) = (entry.path(), to.join(entry.file_name()));
            if entry.file_type()?.is_dir() {
                self.copy(&source, &target)?;
            } else if entry.file_type()?.is_file() {
                self.copy_file(&source, &target)?;
            }
        }
        File::open(to)?.sync_all()?;
        Ok(())
    }

    pub(super) fn copy_file(&mut self, from: &Path, to: &Path) -> anyhow::Result<()> {
        let copying = || format!("copying {} to {}", from.display(), to.display());
        let mut source = self.0.wrap_read(File::open(from).with_context(copying)?);
        let mut target = private::create_file(to).with_context(copying)?;
        io::copy(&mut source, &mut target).with_context(copying)?;
        target.sync_all().with_context(copying)
    }
}

fn entries(folder: &Path) -> anyhow::Result<fs::ReadDir> {
    fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))
}

/// Bytes of everything in a folder.
fn size(folder: &Path) -> anyhow::Result<u64> {
    if !folder.exists() {
        return Ok(0);
    }
    let mut bytes = 0;
    for entry in entries(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        bytes += if kind.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}

pub(super) fn make_private(file: &Path) -> anyhow::Result<()> {
    fs::set_permissions(file, Permissions::from_mode(0o600))?;
    Ok(File::open(file)?.sync_all()?)
}

/// Makes a new name last.
pub(super) fn sync_parent(path: &Path) -> anyhow::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    Ok(File::open(parent.unwrap_or(Path::new(".")))?.sync_all()?)
}
