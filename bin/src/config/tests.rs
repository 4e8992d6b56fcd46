mod faults;
mod files;
mod journey;
mod layers;
mod shown;

use super::{Config, Flag, Loaded};
use std::{ffi::OsString, fs};

/// What the layers hold.
#[derive(Default)]
struct Layers<'l> {
    file: &'l str,
    variables: &'l [(&'l str, &'l str)],
    flags: &'l [(&'static str, &'static str, &'l str)],
}

impl Layers<'_> {
    /// Loads them, the file as `kredo.toml`; or the faults as they are printed, without heading.
    fn load(&self) -> Result<Loaded, Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kredo.toml");
        fs::write(&path, self.file).unwrap();
        let variables = self.variables.iter().map(|(name, value)| (name.into(), value.into()));
        let flags = self.flags.iter().map(|&(key, name, value)| Flag {
            key,
            name,
            value: value.to_owned(),
        });
        let loaded = Config::load(Some(&path), variables, &flags.collect::<Vec<_>>());
        let prefix = format!("{}/", folder.path().display());
        loaded.map_err(|faults| lines(&faults.to_string().replace(&prefix, "")))
    }

    fn faults(&self) -> Vec<String> {
        self.load().unwrap_err()
    }
}

fn file(file: &str) -> Layers<'_> {
    Layers { file, ..Layers::default() }
}

fn variables<'l>(variables: &'l [(&'l str, &'l str)]) -> Layers<'l> {
    Layers { variables, ..Layers::default() }
}

fn no_variables() -> impl Iterator<Item = (OsString, OsString)> {
    std::iter::empty()
}

/// The report's lines, without its heading.
fn lines(report: &str) -> Vec<String> {
    report.lines().skip(1).map(|line| line.trim_start().to_owned()).collect()
}
