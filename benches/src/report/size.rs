//! How large the program is.

use std::{fs, path::Path, process::Command};

/// Says how large a file is as it is, and without its symbols.
pub(super) fn describe(program: &Path) -> anyhow::Result<String> {
    let whole = fs::metadata(program)?.len();
    let stripped = match stripped(program)? {
        Some(size) if size < whole => format!("{} without its symbols", mebibytes(size)),
        Some(_) => "no symbols to strip".to_owned(),
        None => "nothing here could strip it of its symbols".to_owned(),
    };
    Ok(format!("The program has {}, {stripped}.", mebibytes(whole)))
}

/// The size of a stripped copy; `None` without the command.
fn stripped(program: &Path) -> anyhow::Result<Option<u64>> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("stripped");
    let strip = Command::new("strip").arg("-o").arg(&copy).arg(program).output();
    match strip {
        Ok(output) if output.status.success() => Ok(Some(fs::metadata(copy)?.len())),
        _ => Ok(None),
    }
}

fn mebibytes(bytes: u64) -> String {
    let tenths = bytes * 10 / 1024 / 1024;
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}
