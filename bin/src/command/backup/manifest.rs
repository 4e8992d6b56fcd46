//! What a backup holds, with checksums.

use anyhow::{Context, ensure};
use kredo_application::Sha256Sum;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

const NAME: &str = "manifest.json";

/// The files of a backup, by their path in it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The program that wrote it.
    program: String,
    files: BTreeMap<String, Entry>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    bytes: u64,
    sha256: String,
}

impl Manifest {
    /// Reads every file below a folder.
    pub(super) fn of(folder: &Path) -> anyhow::Result<Self> {
        let mut files = BTreeMap::new();
        list(folder, "", &mut files)?;
        files.remove(NAME);
        Ok(Self { program: env!("CARGO_PKG_VERSION").to_owned(), files })
    }

    pub(super) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        let mut file = File::create_new(folder.join(NAME))?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        Ok(file.sync_all()?)
    }

    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let none = || format!("{} is no backup: it has no {NAME}", folder.display());
        let text = fs::read(folder.join(NAME)).with_context(none)?;
        serde_json::from_slice(&text).with_context(|| format!("{NAME} cannot be read"))
    }

    /// Compares it with what is there now; every difference is told.
    pub(super) fn check(&self, folder: &Path) -> anyhow::Result<()> {
        let found = Self::of(folder)?.files;
        let names = self.files.keys().chain(found.keys());
        let mut wrong: Vec<_> =
            names.filter(|name| self.files.get(*name) != found.get(*name)).cloned().collect();
        wrong.sort_unstable();
        wrong.dedup();
        ensure!(wrong.is_empty(), "the backup is damaged: {}", wrong.join(", "));
        Ok(())
    }

    pub(super) fn files(&self) -> usize {
        self.files.len()
    }
    pub(super) fn bytes(&self) -> u64 {
        self.files.values().map(|entry| entry.bytes).sum()
    }
}

fn list(folder: &Path, prefix: &str, into: &mut BTreeMap<String, Entry>) -> anyhow::Result<()> {
    let read = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in read {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{name}/"), into)?;
        } else {
            let mut digest = Sha256::new();
            let bytes = io::copy(&mut File::open(entry.path())?, &mut Hashing(&mut digest))?;
            let sha256 = Sha256Sum::from_bytes(digest.finalize().into()).to_string();
            into.insert(name, Entry { bytes, sha256 });
        }
    }
    Ok(())
}

struct Hashing<'a>(&'a mut Sha256);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
