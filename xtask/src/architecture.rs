//! The rules of the house: who may depend on whom, and what manifests, files and texts look like.
//!
//! Each rule is a row of a table in one of the modules below.

mod edge;
mod file;
mod manifest;
mod text;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::workspace::{Dependency, Workspace};

/// What the rules look at.
#[derive(Default)]
struct Snapshot {
    crates: Vec<Crate>,
    files: Vec<Source>,
}

/// A member of the workspace.
struct Crate {
    name: String,
    /// Path of its manifest from the root.
    manifest: String,
    dependencies: Vec<Dependency>,
}

/// A text file that git tracks, or would with the next `git add`.
struct Source {
    /// From the root.
    path: String,
    text: String,
}

/// A broken rule.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    /// A crate, a file, or a file and line.
    place: String,
    fault: String,
    /// What to do about it.
    remedy: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    {}", self.place, self.fault, self.remedy)
    }
}

/// Prints every broken rule; an error if there is one.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let violations = violations(&Snapshot::take(workspace)?)?;
    for violation in &violations {
        eprintln!("{violation}");
    }
    match violations.len() {
        0 => Ok(()),
        broken => bail!("rules broken: {broken}"),
    }
}

fn violations(snapshot: &Snapshot) -> Result<Vec<Violation>> {
    let mut found = edge::check(&snapshot.crates);
    found.extend(manifest::check(&snapshot.crates, &snapshot.files)?);
    found.extend(snapshot.files.iter().flat_map(file::check));
    found.extend(snapshot.files.iter().flat_map(text::check));
    Ok(found)
}

impl Snapshot {
    fn take(workspace: &Workspace) -> Result<Self> {
        let crates = workspace.packages().iter().map(|package| {
            let manifest = package.manifest_path.strip_prefix(workspace.root())?;
            Ok(Crate {
                name: package.name.clone(),
                manifest: manifest.to_string_lossy().into_owned(),
                dependencies: package.dependencies.clone(),
            })
        });
        Ok(Self { crates: crates.collect::<Result<_>>()?, files: Source::all(workspace.root())? })
    }
}

impl Source {
    /// The text files of a work tree.
    fn all(root: &Path) -> Result<Vec<Self>> {
        let mut git = Command::new("git");
        git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let listing =
            process::output(git.current_dir(root)).context("a git work tree is needed")?;
        // A file in conflict is listed more than once.
        let paths: BTreeSet<_> = listing.split_terminator('\0').collect();
        // What was deleted but not yet from the index cannot be read, nor can pictures.
        let read = |path: &str| {
            let text = fs::read_to_string(root.join(path)).ok()?;
            Some(Self { path: path.to_owned(), text })
        };
        Ok(paths.into_iter().filter_map(read).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Interruption;

    #[test]
    fn the_workspace_keeps_its_rules() {
        let workspace = Workspace::find(Interruption::default()).unwrap();
        let broken = violations(&Snapshot::take(&workspace).unwrap()).unwrap();
        let report: Vec<_> = broken.iter().map(ToString::to_string).collect();
        assert!(broken.is_empty(), "\n{}", report.join("\n"));
    }

    #[test]
    fn the_rules_see_the_whole_workspace() {
        let workspace = Workspace::find(Interruption::default()).unwrap();
        let snapshot = Snapshot::take(&workspace).unwrap();
        let domain = snapshot.crates.iter().find(|member| member.name == "kredo-domain").unwrap();
        assert!(domain.dependencies.iter().any(|dependency| dependency.name == "chrono"));
        let seen = |path: &str| snapshot.files.iter().any(|file| file.path == path);
        assert!(seen("xtask/src/architecture.rs") && seen(&domain.manifest) && seen("Cargo.lock"));
    }

    #[test]
    fn every_kind_of_rule_is_asked() {
        let dependency = Dependency { name: "tokio".into(), kind: None };
        let manifest = "domain/Cargo.toml".to_owned();
        let domain = Crate {
            name: "kredo-domain".into(),
            manifest: manifest.clone(),
            dependencies: vec![dependency],
        };
        let files = vec![
            Source { path: manifest, text: "[package]".into() },
            Source {
                path: "domain/src/mod.rs".into(),
                text: concat!("// deb.", "debian.org").into(),
            },
        ];
        let broken = violations(&Snapshot { crates: vec![domain], files }).unwrap();
        let places: Vec<_> = broken.iter().map(|violation| violation.place.as_str()).collect();
        assert_eq!(
            places,
            ["domain/Cargo.toml", "domain/Cargo.toml", "domain/src/mod.rs", "domain/src/mod.rs:1"]
        );
    }

    #[test]
    fn new_files_are_seen_and_ignored_ones_are_not() {
        let root = tempfile::tempdir().unwrap();
        process::output(Command::new("git").args(["init", "--quiet"]).current_dir(root.path()))
            .unwrap();
        for (name, text) in [(".gitignore", "b"), ("a", "new"), ("b", "ignored"), ("ü", "new")] {
            fs::write(root.path().join(name), text).unwrap();
        }
        fs::write(root.path().join("picture"), [0xff, 0xfe]).unwrap();
        let found = Source::all(root.path()).unwrap();
        let paths: Vec<_> = found.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, [".gitignore", "a", "ü"]);
    }

    #[test]
    fn a_violation_says_where_what_and_what_to_do() {
        let violation = Violation { place: "a".into(), fault: "b".into(), remedy: "c" };
        assert_eq!(violation.to_string(), "a: b\n    c");
    }
}
