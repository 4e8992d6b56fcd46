//! `kredo config`, run in a folder of its own.

#![expect(clippy::unwrap_used, reason = "a failing test panics")]

use std::{fs, process::Command};
use tempfile::TempDir;

struct Printed {
    success: bool,
    out: String,
    err: String,
}

/// Runs `kredo` with nothing in the environment but `variables`.
fn kredo(folder: &TempDir, variables: &[(&str, &str)], arguments: &[&str]) -> Printed {
    let output = Command::new(env!("CARGO_BIN_EXE_kredo"))
        .current_dir(folder.path())
        .env_clear()
        .envs(variables.iter().copied())
        .args(arguments)
        .output()
        .unwrap();
    Printed {
        success: output.status.success(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn without_a_file_the_defaults_are_printed_and_nothing_else() {
    let printed = kredo(&folder(), &[], &["config"]);
    assert!(printed.success && printed.err.is_empty(), "{}", printed.err);
    assert!(printed.out.contains("listen = \"127.0.0.1:8080\""), "{}", printed.out);
}

#[test]
fn the_file_of_the_working_directory_is_read_unless_another_is_named() {
    let folder = folder();
    fs::write(folder.path().join("kredo.toml"), "tokens.issuer = 'found'").unwrap();
    fs::write(folder.path().join("other.toml"), "tokens.audience = 'named'").unwrap();
    let found = kredo(&folder, &[], &["config"]).out;
    assert!(found.contains("issuer = \"found\""), "{found}");
    let named = kredo(&folder, &[], &["config", "--config", "other.toml"]).out;
    assert!(named.contains("audience = \"named\"") && !named.contains("found"), "{named}");
}

#[test]
fn a_file_of_the_working_directory_that_cannot_be_read_is_a_fault() {
    let folder = folder();
    fs::create_dir(folder.path().join("kredo.toml")).unwrap();
    let printed = kredo(&folder, &[], &["config"]);
    assert!(!printed.success && printed.out.is_empty(), "{}", printed.out);
    assert!(printed.err.contains("\n  kredo.toml: the file cannot be read: "), "{}", printed.err);
}

#[test]
fn the_explanation_names_file_variable_and_flag() {
    let folder = folder();
    fs::write(folder.path().join("kredo.toml"), "\n[log]\nformat = 'json'").unwrap();
    let variables = [("KREDO_SERVER_LISTEN", "127.0.0.1:1")];
    let arguments = ["config", "--explain", "--database", "sqlite://other.db"];
    let explained = kredo(&folder, &variables, &arguments).out;
    for origin in ["  kredo.toml:3 ", "  KREDO_SERVER_LISTEN ", "  --database ", "  default "] {
        assert!(explained.contains(origin), "{origin} in {explained}");
    }
}

#[test]
fn all_faults_are_printed_together_and_the_program_fails() {
    let folder = folder();
    fs::write(folder.path().join("kredo.toml"), "[server]\nport = 8080\n").unwrap();
    let arguments = ["config", "--database", "mysql://kredo:hunter2@db"];
    let printed = kredo(&folder, &[("KREDO_LOG_FORMAT", "xml")], &arguments);
    assert!(!printed.success && printed.out.is_empty(), "{}", printed.out);
    assert!(!printed.err.contains("hunter2"), "{}", printed.err);
    for start in ["\n  kredo.toml:2: ", "\n  KREDO_LOG_FORMAT: ", "\n  --database: "] {
        assert!(printed.err.contains(start), "{}", printed.err);
    }
}
