//! Which crate may depend on which.
//!
//! Ordinary and build dependencies are judged; development dependencies are free, except that
//! nobody depends on the program.

use super::{Crate, Violation};

/// What the crates of one layer may depend on.
struct Layer {
    members: Members,
    /// Crates of this workspace.
    inner: Allowed,
    /// Crates of others.
    outer: Allowed,
    remedy: &'static str,
}

enum Members {
    Named(&'static [&'static str]),
    /// All crates in a folder.
    Under(&'static str),
}

enum Allowed {
    All,
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

/// The layers, from the inside out.
const LAYERS: &[Layer] = &[
    Layer {
        members: Members::Named(&["kredo-domain"]),
        inner: Allowed::Only(&[]),
        outer: Allowed::Only(&[
            "chrono",
            "email_address",
            "num-bigint",
            "num-rational",
            "num-traits",
            "phonenumber",
            "quick_cache",
            "regex",
            "rust_decimal",
            "rust_iso3166",
            "serde",
            "serde_json",
            "thiserror",
            "unicode-normalization",
            "url",
            "uuid",
        ]),
        remedy: "the domain is values and decisions: take what is needed as an argument, or as a port of the application",
    },
    Layer {
        members: Members::Named(&["kredo-application"]),
        inner: Allowed::Only(&["kredo-domain"]),
        outer: Allowed::AllBut(&[
            "argon2",
            "axum",
            "hyper",
            "jsonwebtoken",
            "krilla",
            "reqwest",
            "sea-orm",
            "sqlx",
            "tower-http",
            "utoipa-axum",
        ]),
        remedy: "the application knows ports, not technologies: put it behind a port that an adapter implements",
    },
    Layer {
        members: Members::Under("adapters/"),
        inner: Allowed::Only(&["kredo-application", "kredo-domain"]),
        outer: Allowed::All,
        remedy: "no adapter knows another: share through a port of the application, wire them in the program",
    },
    Layer {
        members: Members::Named(&["kredo", "kredo-benches", "kredo-tests"]),
        inner: Allowed::All,
        outer: Allowed::All,
        remedy: "",
    },
    Layer {
        members: Members::Named(&["xtask"]),
        inner: Allowed::Only(&[]),
        outer: Allowed::All,
        remedy: "developer commands run programs, they do not link them: that keeps them quick to build",
    },
];

/// A dependency that belongs to few.
struct Reserved {
    dependencies: &'static [&'static str],
    /// Who may have it.
    owners: &'static [&'static str],
    /// Whether development dependencies are judged as well.
    development: bool,
    remedy: &'static str,
}

const RESERVED: &[Reserved] = &[
    Reserved {
        dependencies: &["sea-orm", "sea-orm-migration", "sqlx"],
        // Tests and benches make databases of their own and look into them.
        owners: &["kredo-benches", "kredo-persistence", "kredo-tests"],
        development: false,
        remedy: "databases are known to kredo-persistence alone (and to tests and benches): ask through a store or a query port",
    },
    Reserved {
        dependencies: &["axum", "axum-extra", "utoipa-axum"],
        // The tests call the router without a listener; the benches compare it with a bare handler.
        owners: &["kredo-benches", "kredo-http", "kredo-tests"],
        development: false,
        remedy: "HTTP serving is known to kredo-http alone (and to tests and benches): let it offer what is needed",
    },
    Reserved {
        dependencies: &["kredo"],
        owners: &[],
        development: true,
        remedy: "nobody depends on the program: move what is shared to the crate it belongs to",
    },
];

/// Every forbidden edge, and every crate without a layer.
pub(super) fn check(crates: &[Crate]) -> Vec<Violation> {
    let ours: Vec<_> = crates.iter().map(|member| member.name.as_str()).collect();
    let mut found: Vec<_> = crates.iter().flat_map(|member| check_layer(member, &ours)).collect();
    for reserved in RESERVED {
        found.extend(crates.iter().flat_map(|member| check_reserved(member, reserved)));
    }
    found
}

fn check_layer(member: &Crate, ours: &[&str]) -> Vec<Violation> {
    let Some(layer) = LAYERS.iter().find(|layer| layer.members.include(member)) else {
        return vec![Violation {
            place: member.name.clone(),
            fault: "belongs to no layer".into(),
            remedy: "say in LAYERS of xtask/src/architecture/edge.rs what it may depend on",
        }];
    };
    let forbidden = |name: &str| {
        let allowed = if ours.contains(&name) { &layer.inner } else { &layer.outer };
        !allowed.includes(name)
    };
    edges(member, false)
        .filter(|name| forbidden(name))
        .map(|name| violation(member, name, layer.remedy))
        .collect()
}

fn check_reserved(member: &Crate, reserved: &Reserved) -> Vec<Violation> {
    if reserved.owners.contains(&member.name.as_str()) {
        return Vec::new();
    }
    edges(member, reserved.development)
        .filter(|name| reserved.dependencies.contains(name))
        .map(|name| violation(member, name, reserved.remedy))
        .collect()
}

fn edges(member: &Crate, development: bool) -> impl Iterator<Item = &str> {
    member
        .dependencies
        .iter()
        .filter(move |dependency| development || dependency.kind.as_deref() != Some("dev"))
        .map(|dependency| dependency.name.as_str())
}

fn violation(member: &Crate, dependency: &str, remedy: &'static str) -> Violation {
    Violation {
        place: member.manifest.clone(),
        fault: format!("{} must not depend on {dependency}", member.name),
        remedy,
    }
}

impl Members {
    fn include(&self, member: &Crate) -> bool {
        match self {
            Self::Named(names) => names.contains(&member.name.as_str()),
            Self::Under(folder) => member.manifest.starts_with(folder),
        }
    }
}

impl Allowed {
    fn includes(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.contains(&name),
            Self::AllBut(names) => !names.contains(&name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Dependency;

    fn member(name: &str, manifest: &str, dependencies: &[(&str, Option<&str>)]) -> Crate {
        let dependencies = dependencies.iter().map(|(name, kind)| Dependency {
            name: (*name).to_owned(),
            kind: kind.map(str::to_owned),
        });
        Crate {
            name: name.to_owned(),
            manifest: manifest.to_owned(),
            dependencies: dependencies.collect(),
        }
    }

    /// The faults when the crate `name` in `folder` depends on `dependency`.
    fn faults(name: &str, folder: &str, dependency: &str, kind: Option<&str>) -> Vec<String> {
        let mut crates = vec![
            member("kredo-domain", "domain/Cargo.toml", &[]),
            member("kredo-application", "application/Cargo.toml", &[]),
            member("kredo-persistence", "adapters/persistence/Cargo.toml", &[]),
            member("kredo-http", "adapters/http/Cargo.toml", &[]),
            member("kredo-tests", "tests/Cargo.toml", &[]),
            member("kredo", "bin/Cargo.toml", &[]),
        ];
        crates.retain(|other| other.name != name);
        crates.push(member(name, &format!("{folder}/Cargo.toml"), &[(dependency, kind)]));
        check(&crates).into_iter().map(|violation| violation.fault).collect()
    }

    #[test]
    fn arrows_that_point_outwards_are_found() {
        for (name, folder, dependency) in [
            ("kredo-domain", "domain", "tokio"),
            ("kredo-domain", "domain", "kredo-application"),
            ("kredo-application", "application", "kredo-http"),
            ("kredo-application", "application", "reqwest"),
            ("kredo-http", "adapters/http", "kredo-persistence"),
            ("kredo-http", "adapters/http", "sea-orm"),
            ("kredo-persistence", "adapters/persistence", "axum"),
            ("kredo-persistence", "adapters/persistence", "kredo-tests"),
            ("kredo", "bin", "axum"),
            ("kredo", "bin", "sqlx"),
            ("kredo-tests", "tests", "kredo"),
            ("xtask", "xtask", "kredo-domain"),
        ] {
            let expected = format!("{name} must not depend on {dependency}");
            assert_eq!(faults(name, folder, dependency, None), [expected]);
        }
    }

    #[test]
    fn arrows_that_point_inwards_are_free() {
        for (name, folder, dependency) in [
            ("kredo-domain", "domain", "chrono"),
            ("kredo-application", "application", "kredo-domain"),
            ("kredo-application", "application", "async-trait"),
            ("kredo-http", "adapters/http", "kredo-application"),
            ("kredo-http", "adapters/http", "axum"),
            ("kredo-persistence", "adapters/persistence", "sea-orm"),
            ("kredo", "bin", "kredo-http"),
            ("kredo", "bin", "tokio"),
            ("kredo-tests", "tests", "kredo-persistence"),
            ("kredo-tests", "tests", "sea-orm"),
            ("kredo-tests", "tests", "axum"),
            ("xtask", "xtask", "clap"),
        ] {
            assert_eq!(faults(name, folder, dependency, None), [""; 0], "{name} → {dependency}");
        }
    }

    #[test]
    fn development_dependencies_are_free_but_for_the_program() {
        assert_eq!(faults("kredo-domain", "domain", "proptest", Some("dev")), [""; 0]);
        assert_eq!(faults("kredo-http", "adapters/http", "kredo-tests", Some("dev")), [""; 0]);
        assert_eq!(
            faults("kredo-http", "adapters/http", "kredo", Some("dev")),
            ["kredo-http must not depend on kredo"]
        );
    }

    #[test]
    fn build_dependencies_are_judged_as_ordinary_ones() {
        assert_eq!(
            faults("kredo-domain", "domain", "cc", Some("build")),
            ["kredo-domain must not depend on cc"]
        );
    }

    #[test]
    fn a_new_crate_must_say_where_it_belongs() {
        assert_eq!(faults("kredo-new", "new", "serde", None), ["belongs to no layer"]);
        assert_eq!(faults("kredo-new", "adapters/new", "serde", None), [""; 0]);
    }
}
