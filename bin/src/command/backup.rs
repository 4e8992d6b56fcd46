//! Saving an installation, and bringing it back: the database, the files and the keys together.

mod copy;
mod manifest;

use super::private;
use crate::{
    compose,
    config::{Config, FilesStorage},
};
use anyhow::{Context, bail, ensure};
use copy::Copier;
use kredo_persistence::sqlite_file;
use manifest::Manifest;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What is saved where in a backup.
const DATABASE: &str = "kredo.db";
const FILES: &str = "files";
const KEYS: &str = "keys";

const POSTGRES: &str = "PostgreSQL is saved by its own programs: see docs/operations.md for \
                        pg_dump and pg_restore, and copy the folders of keys and files beside";

/// Saves everything into a new folder, also while a server runs.
pub(crate) async fn backup(config: &Config, into: &Path) -> anyhow::Result<()> {
    let Some(source) = sqlite_file(config.database.url.expose()) else { bail!(POSTGRES) };
    ensure!(source.exists(), "there is no {}", source.display());
    // Not migrated: a newer program may be asked to save what an older one left.
    let store = compose::open(config).await?;
    must_be_new(into)?;
    let unfinished = beside(into, "unfinished");
    must_be_new(&unfinished)?;
    private::make_folder(&unfinished)?;
    // The database first: whatever it names was written before it was named.
    let database = unfinished.join(DATABASE);
    store
        .copy_into(&database)
        .await
        .with_context(|| format!("copying the database to {}", database.display()))?;
    store.close().await?;
    copy::make_private(&database)?;
    let mut copier = Copier::new(&[&config.files.folder, &config.keys.folder])?;
    copier.copy(&config.files.folder, &unfinished.join(FILES))?;
    copier.copy(&config.keys.folder, &unfinished.join(KEYS))?;
    let manifest = Manifest::of(&unfinished)?;
    manifest.write(&unfinished)?;
    fs::rename(&unfinished, into).with_context(|| format!("naming {}", into.display()))?;
    copy::sync_parent(into)?;
    println!("{} files, {} bytes saved in {}", manifest.files(), manifest.bytes(), into.display());
    println!("it holds the keys: keep it as you keep them");
    tell_of_bucket(config);
    Ok(())
}

/// Brings an installation back from a backup, where there is none.
pub(crate) async fn restore(config: &Config, from: &Path) -> anyhow::Result<()> {
    let Some(database) = sqlite_file(config.database.url.expose()) else { bail!(POSTGRES) };
    Manifest::read(from)?.check(from)?;
    for taken in [&database, &config.files.folder, &config.keys.folder] {
        must_be_new(taken)?;
    }
    let mut copier = Copier::new(&[from])?;
    copier.copy(&from.join(FILES), &config.files.folder)?;
    copier.copy(&from.join(KEYS), &config.keys.folder)?;
    let unfinished = beside(&database, "unfinished");
    copier.copy_file(&from.join(DATABASE), &unfinished)?;
    // Last, so that nobody works with half of it.
    fs::rename(&unfinished, &database)?;
    copy::sync_parent(&database)?;
    let store = compose::database(config).await?;
    store.close().await?;
    println!("{} is restored from {}", database.display(), from.display());
    tell_of_bucket(config);
    Ok(())
}

fn tell_of_bucket(config: &Config) {
    if config.files.storage == FilesStorage::S3 {
        println!("files in the bucket are not part of a backup: see docs/operations.md");
    }
}

/// A file or folder with something in it is never written over.
fn must_be_new(path: &Path) -> anyhow::Result<()> {
    let empty = path.is_dir() && fs::read_dir(path)?.next().is_none();
    ensure!(
        empty || !path.exists(),
        "{} exists: name another place or move it away",
        path.display()
    );
    if empty {
        fs::remove_dir(path)?;
    }
    Ok(())
}

fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{what}"));
    PathBuf::from(name)
}
