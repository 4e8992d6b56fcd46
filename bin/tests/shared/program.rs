//! Running the program in a folder of its own.

use std::{path::Path, process::Command};

/// How the program ended, and what it printed.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) success: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Printed {
    /// It must have ended well.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert!(self.success, "{}\n{}", self.out, self.err);
        self
    }

    /// It must have failed; what it said.
    #[track_caller]
    pub(crate) fn failure(self) -> String {
        assert!(!self.success, "{}", self.out);
        self.err
    }

    /// The same, and it must have done nothing worth printing.
    #[track_caller]
    pub(crate) fn refusal(self) -> String {
        assert_eq!(self.out, "");
        self.failure()
    }
}

/// Runs the program with no settings but `variables`.
pub(crate) fn kredo(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Printed {
    let output = Command::new(env!("CARGO_BIN_EXE_kredo"))
        .current_dir(folder)
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
