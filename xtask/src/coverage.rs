//! How much of a contract the published descriptions cover.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::workspace::{self, Workspace};

/// Builds `kredo`, lets it describe itself, and hands the descriptions to the contract's program.
pub(crate) fn run(workspace: &Workspace, folder: Option<&Path>, rest: &[String]) -> Result<()> {
    let judge = judge(folder.context("name the contract's folder, here or in CONTRACT_FOLDER")?)?;
    let descriptions = workspace.target().join("coverage");
    fs::create_dir_all(&descriptions)?;
    workspace.cargo(&["build", "--package", "kredo"], &[])?;
    let openapi = describe(workspace, "openapi", &descriptions)?;
    let activities = describe(workspace, "activities", &descriptions)?;
    workspace.run(Command::new(judge).arg(openapi).arg(activities).args(rest))
}

fn judge(folder: &Path) -> Result<PathBuf> {
    let program = folder.join("coverage");
    ensure!(program.is_file(), "{} has no program `coverage`", folder.display());
    program.canonicalize().with_context(|| program.display().to_string())
}

/// Writes what `kredo <what>` prints to `<folder>/<what>.json`.
fn describe(workspace: &Workspace, what: &str, folder: &Path) -> Result<PathBuf> {
    let path = folder.join(what).with_extension("json");
    let mut kredo = workspace::cargo();
    kredo.args(["run", "--quiet", "--package", "kredo", "--", what]);
    workspace.run(kredo.stdout(File::create(&path)?))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_the_program_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let error = judge(folder.path()).unwrap_err().to_string();
        let expected = format!("{} has no program `coverage`", folder.path().display());
        assert_eq!(error, expected);
    }

    #[test]
    fn the_program_is_found_by_its_full_path() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("coverage"), "").unwrap();
        assert!(judge(folder.path()).unwrap().is_absolute());
    }
}
