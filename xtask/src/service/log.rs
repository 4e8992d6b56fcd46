//! What a server prints.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use anyhow::Result;

/// Sends what a command prints to a file.
pub(super) fn record(command: &mut Command, log: &Path) -> Result<()> {
    let file = File::create(log)?;
    command.stdout(file.try_clone()?).stderr(file);
    Ok(())
}

/// The last lines of a log, for an error's text.
pub(super) fn ending_of(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines.get(lines.len().saturating_sub(20)..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_log_is_shown() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        let lines: Vec<_> = (1..=50).map(|line| line.to_string()).collect();
        fs::write(&log, lines.join("\n")).unwrap();
        let ending = ending_of(&log);
        assert!(ending.starts_with("31\n") && ending.ends_with("\n50"), "{ending}");
    }
}
