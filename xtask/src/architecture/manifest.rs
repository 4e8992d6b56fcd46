//! What the manifests of the members say.

use anyhow::{Context, Result};
use toml::{Table, Value};

use super::{Crate, Source, Violation};

/// A key that a table must have with the value `true`.
struct Inherited {
    of: Part,
    fault: &'static str,
    remedy: &'static str,
}

enum Part {
    Lints,
    EveryDependency,
}

const RULES: &[Inherited] = &[
    Inherited {
        of: Part::Lints,
        fault: "does not take the workspace's lints",
        remedy: "add `[lints]` with `workspace = true`",
    },
    Inherited {
        of: Part::EveryDependency,
        fault: "has its own version",
        remedy: "declare it in [workspace.dependencies] of the root and write `.workspace = true` here",
    },
];

const DEPENDENCIES: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

/// Every member whose manifest keeps for itself what the workspace declares once.
pub(super) fn check(crates: &[Crate], files: &[Source]) -> Result<Vec<Violation>> {
    let mut found = Vec::new();
    for member in crates {
        let file = files.iter().find(|file| file.path == member.manifest);
        let file = file.with_context(|| format!("{} is not seen by git", member.manifest))?;
        let manifest = file.text.parse().with_context(|| file.path.clone())?;
        found.extend(RULES.iter().flat_map(|rule| rule.check(&member.manifest, &manifest)));
    }
    Ok(found)
}

impl Inherited {
    fn check(&self, path: &str, manifest: &Table) -> Vec<Violation> {
        let places = match self.of {
            Part::Lints if inherits(manifest.get("lints")) => Vec::new(),
            Part::Lints => vec![path.to_owned()],
            Part::EveryDependency => own_versions(manifest)
                .into_iter()
                .map(|dependency| format!("{path}, {dependency}"))
                .collect(),
        };
        let violation =
            |place| Violation { place, fault: self.fault.to_owned(), remedy: self.remedy };
        places.into_iter().map(violation).collect()
    }
}

fn inherits(value: Option<&Value>) -> bool {
    value.and_then(|value| value.get("workspace")).and_then(Value::as_bool) == Some(true)
}

/// The dependencies that are not the workspace's, those of single targets included.
fn own_versions(manifest: &Table) -> Vec<&str> {
    let targets = manifest.get("target").and_then(Value::as_table);
    let targets = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    std::iter::once(manifest)
        .chain(targets)
        .flat_map(|table| DEPENDENCIES.iter().filter_map(|part| table.get(*part)?.as_table()))
        .flatten()
        .filter(|(_, value)| !inherits(Some(value)))
        .map(|(name, _)| name.as_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(manifest: &str) -> Vec<String> {
        let path = "a/Cargo.toml".to_owned();
        let member = Crate { name: "a".into(), manifest: path.clone(), dependencies: Vec::new() };
        let file = Source { path, text: manifest.to_owned() };
        let found = check(&[member], &[file]).unwrap();
        found.into_iter().map(|found| format!("{} {}", found.place, found.fault)).collect()
    }

    const LINTS: &str = "[lints]\nworkspace = true\n";

    #[test]
    fn a_crate_without_the_workspaces_lints_is_found() {
        let expected = ["a/Cargo.toml does not take the workspace's lints"];
        assert_eq!(faults("[package]\nname = 'a'"), expected);
        assert_eq!(faults("[lints]\nworkspace = false"), expected);
        assert_eq!(faults("[lints.rust]\nunsafe_code = 'forbid'"), expected);
        assert_eq!(faults(LINTS), [""; 0]);
    }

    #[test]
    fn a_dependency_with_its_own_version_is_found() {
        for part in [
            "[dependencies]\nb = '1'",
            "[dependencies]\nb = { version = '1' }",
            "[dependencies.b]\npath = '../b'",
            "[dev-dependencies]\nb = '1'",
            "[build-dependencies]\nb = '1'",
            "[target.'cfg(unix)'.dependencies]\nb = '1'",
        ] {
            let found = faults(&format!("{LINTS}{part}"));
            assert_eq!(found, ["a/Cargo.toml, b has its own version"], "{part}");
        }
    }

    #[test]
    fn a_dependency_of_the_workspace_is_free() {
        for part in [
            "[dependencies]\nb.workspace = true",
            "[dependencies]\nb = { workspace = true, features = ['c'] }",
            "[target.'cfg(unix)'.dev-dependencies]\nb.workspace = true",
        ] {
            assert_eq!(faults(&format!("{LINTS}{part}")), [""; 0], "{part}");
        }
    }

    #[test]
    fn a_manifest_that_git_does_not_see_is_an_error() {
        let member =
            Crate { name: "a".into(), manifest: "a/Cargo.toml".into(), dependencies: Vec::new() };
        assert!(check(&[member], &[]).is_err());
    }
}
