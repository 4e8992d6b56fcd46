//! `kredo passports import`, run in a folder of its own.

#![expect(clippy::unwrap_used, reason = "a failing test panics")]

use std::{
    fs,
    process::{Command, Output},
};
use tempfile::TempDir;

/// Imports a file of these lines.
fn import(folder: &TempDir, lines: &str, more: &[&str]) -> Output {
    fs::write(folder.path().join("list.csv"), lines).unwrap();
    Command::new(env!("CARGO_BIN_EXE_kredo"))
        .current_dir(folder.path())
        .env_clear()
        .args(["passports", "import", "list.csv"])
        .args(more)
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

const TWO: &str = "PASSP_SERIES,PASSP_NUMBER\n0001,000002\n4509,123456\n";

#[test]
fn taken_repeated_and_skipped_lines_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let lines = format!("{TWO}0001,000002\n12,3\nabcd,000001\n4509\n");
    let output = import(&folder, &lines, &["--edition", "2024-10-01"]);
    assert_eq!(
        told(&output),
        "edition 2024-10-01: 2 passports taken, 1 lines repeated one, 3 lines skipped\n"
    );
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!err.contains("123456") && !err.contains("abcd"), "{err}");
}

#[test]
fn another_edition_takes_the_place_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    told(&import(&folder, TWO, &[]));
    let again = told(&import(&folder, TWO, &["--edition", "2024-10-01"]));
    // What the first edition had listed does not count as a repetition.
    assert!(again.contains(": 2 passports taken, 0 lines repeated one"), "{again}");
}

#[test]
fn what_is_no_edition_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for lines in ["PASSP_SERIES,PASSP_NUMBER\n", "PASSP_SERIES,PASSP_NUMBER\n12,3\n"] {
        let err = refused(&import(&folder, lines, &[]));
        assert!(err.contains("the edition lists no passport"), "{err}");
    }
    for lines in ["", "0001,000002\n4509,123456\n"] {
        let err = refused(&import(&folder, lines, &[]));
        assert!(err.contains("its first line must be PASSP_SERIES,PASSP_NUMBER"), "{err}");
    }
    let err = refused(&import(&folder, TWO, &["--edition", "9999-01-01"]));
    assert!(err.contains("the edition's date is still to come"), "{err}");
}
